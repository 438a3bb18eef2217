package io.seatrial.testkit.simulation;

import io.netty.buffer.ByteBuf;
import io.seatrial.testkit.simulation.WorldEvent.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection as the kernel keeps it, whether or not a channel has taken it yet. What it does on close, reset and half-close
 * is what Linux does: docs/guides/simulation.md says what is modelled.
 */
final class Endpoint {

    /** Told when there may be something to read or room to write. */
    interface Owner {
        /** Bytes, the end of the stream or an error can be read. */
        void readReady();

        /** What could not be written before can be tried again. */
        void writeReady();
    }

    private final Connection connection;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final Fabric fabric;
    private int sendBuffer = Fabric.DEFAULT_BUFFER_BYTES;
    private int receiveBuffer = Fabric.DEFAULT_BUFFER_BYTES;
    private @Nullable Owner owner;
    private @Nullable IOException error;
    private boolean closed;
    private boolean inputShutdown;
    private boolean dead;
    private boolean wantsRoom;

    Endpoint(Connection connection, InetSocketAddress local, InetSocketAddress remote, Fabric fabric) {
        this.connection = connection;
        this.local = local;
        this.remote = remote;
        this.fabric = fabric;
    }

    InetSocketAddress local() {
        return local;
    }

    InetSocketAddress remote() {
        return remote;
    }

    Connection connection() {
        return connection;
    }

    void setOwner(Owner newOwner) {
        owner = newOwner;
    }

    int sendBuffer() {
        return sendBuffer;
    }

    void setSendBuffer(int bytes) {
        sendBuffer = bytes;
    }

    int receiveBuffer() {
        return receiveBuffer;
    }

    void setReceiveBuffer(int bytes) {
        receiveBuffer = bytes;
    }

    /** Returns whether the end of the stream or a reset has arrived; bytes that came before may still be unread. */
    boolean isEndKnown() {
        return dead || in().hasEnded();
    }

    /** Returns whether a read would give bytes, the end of the stream or an error. */
    boolean isReadReady() {
        return in().readable() > 0 || in().isAtEnd() || dead || inputShutdown;
    }

    /**
     * Writes what there is room for; after 0 the owner is told when there is room.
     *
     * @throws IOException if the connection was reset: the first time with the reset, then as a broken pipe
     */
    int write(ByteBuf source) throws IOException {
        if (dead) {
            throw takeError(new SocketException("Broken pipe"));
        }
        int written = out().write(source);
        wantsRoom = written < source.readableBytes();
        return written;
    }

    /**
     * Reads what has arrived. Returns 0 if nothing has, -1 at the end of the stream.
     *
     * @throws IOException once, if the connection was reset and all bytes that arrived before were read
     */
    int read(ByteBuf target) throws IOException {
        if (in().readable() > 0) {
            return in().read(target);
        }
        if (error != null) {
            throw takeError(error);
        }
        return in().isAtEnd() || dead || inputShutdown ? -1 : 0;
    }

    /** Sends the end of the stream after what was written; the other direction stays open. */
    void shutdownOutput() {
        if (!dead) {
            out().end();
        }
    }

    /** Throws away what arrives from now on. */
    void shutdownInput() {
        inputShutdown = true;
    }

    /**
     * Gives the end up. What was written is still delivered, unless the close aborts or bytes were left unread: then the peer gets a reset.
     *
     * @param abort whether to reset at once
     */
    void close(boolean abort) {
        if (closed) {
            return;
        }
        closed = true;
        owner = null;
        fabric.recorder().record(Kind.CLOSE, linkOut().name());
        if (!dead) {
            if (abort || in().readable() > 0) {
                sendReset();
            } else {
                out().end();
            }
        }
        connection.releaseIfDone();
    }

    /** Returns whether the kernel has nothing more to do for this end. */
    boolean isDone() {
        return closed && (dead || in().hasEnded());
    }

    /** Returns whether bytes that arrive have no reader. */
    boolean discards() {
        return closed || inputShutdown;
    }

    void arrivedBytes() {
        if (closed && !dead) {
            sendReset(); // nobody will ever read them, and the peer must know
        } else if (owner != null) {
            owner.readReady();
        }
    }

    void arrivedEnd() {
        if (owner != null) {
            owner.readReady();
        }
        connection.releaseIfDone();
    }

    /** The peer, or something on the way, has reset the connection. */
    void arrivedReset() {
        if (dead) {
            return;
        }
        fabric.recorder().record(Kind.RESET, linkOut().back().name());
        dead = true;
        error = new SocketException("Connection reset by peer");
        out().dropWaiting();
        if (owner != null) {
            owner.readReady();
        }
        connection.releaseIfDone();
    }

    void roomForWriting() {
        if (wantsRoom && owner != null) {
            wantsRoom = false;
            owner.writeReady();
        }
    }

    private void sendReset() {
        dead = true;
        out().dropWaiting();
        out().wire().carry(0, connection.peerOf(this)::arrivedReset);
    }

    private IOException takeError(IOException otherwise) {
        IOException taken = error == null ? otherwise : error;
        error = null;
        return taken;
    }

    private Link linkOut() {
        return out().wire().link();
    }

    private Pipe out() {
        return connection.pipeFrom(this);
    }

    private Pipe in() {
        return connection.pipeFrom(connection.peerOf(this));
    }
}
