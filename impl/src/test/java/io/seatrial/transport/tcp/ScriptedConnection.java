package io.seatrial.transport.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** One connection of a {@link ScriptedServer}. Everything blocks, up to the server's patience. */
final class ScriptedConnection implements Closeable {

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    /** A request as it was on the wire. */
    record Frame(String path, String headers, byte[] payload) {
        String text() {
            return new String(payload, UTF_8);
        }
    }

    ScriptedConnection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(ScriptedServer.PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
    }

    Frame readFrame() {
        try {
            String path = new String(in.readNBytes(in.readUnsignedShort()), UTF_8);
            String headers = new String(in.readNBytes(in.readUnsignedShort()), UTF_8);
            byte[] payload = new byte[in.readInt()];
            in.readFully(payload);
            return new Frame(path, headers, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a request and accepts it. */
    ScriptedConnection acceptFrame() {
        readFrame();
        ack("");
        return this;
    }

    void eachFrame(Consumer<Frame> script) {
        while (true) {
            script.accept(readFrame());
        }
    }

    void ack(String body) {
        ack(body.getBytes(UTF_8));
    }

    void ack(byte[] body) {
        write(ByteBuffer.allocate(4 + body.length).putInt(body.length).put(body).array());
    }

    void write(byte... bytes) {
        try {
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the client closed the connection, after whatever it still sent; waits for it. */
    boolean isEndedByClient() {
        try {
            while (in.read() >= 0) {
                // bytes of requests that nobody reads
            }
            return true;
        } catch (SocketException | EOFException reset) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int clientPort() {
        return socket.getPort();
    }

    /** Ends the connection with a RST. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection with a FIN, if everything that came was read. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
