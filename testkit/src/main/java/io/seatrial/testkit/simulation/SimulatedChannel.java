package io.seatrial.testkit.simulation;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.seatrial.io.SocketTransport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * A connection as Netty sees it: the twin of a socket channel. Writing fills the endpoint's bounded buffer, so that Netty's own outbound
 * buffer, water marks and promises behave as on a socket; reading happens only when it was asked for.
 */
final class SimulatedChannel extends AbstractChannel implements DuplexChannel, Endpoint.Owner {

    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final SimulatedNode node;
    private final SimulatedChannelConfig config;
    private final SocketReader reader;
    private @Nullable Endpoint endpoint;
    private boolean open = true;
    private boolean inputShutdown;
    private boolean outputShutdown;

    /** Creates a channel that is to be connected. */
    SimulatedChannel(SimulatedNode node) {
        this(node, null, "connection opened by " + node.name());
    }

    /** Creates a channel for a connection that a listener took. */
    SimulatedChannel(SimulatedNode node, Channel parent, Endpoint accepted) {
        this(node, parent, "connection " + accepted.connection().link().name() + " accepted by " + node.name());
        attach(accepted);
    }

    private SimulatedChannel(SimulatedNode node, @Nullable Channel parent, String description) {
        super(parent, node.channels().nextId());
        this.node = node;
        this.reader = new SocketReader(this, node.fabric().sockets() == SocketTransport.EPOLL);
        this.config = new SimulatedChannelConfig(this, this::applyBuffers, reader::stop);
        config.setAllocator(node.channels().allocator());
        node.channels().opened(this, node, description);
    }

    /** Takes over an established connection. */
    void attach(Endpoint established) {
        endpoint = established;
        established.setOwner(this);
        applyBuffers();
    }

    private void applyBuffers() {
        if (endpoint != null) {
            endpoint.setSendBuffer(config.sendBuffer());
            endpoint.setReceiveBuffer(config.receiveBuffer());
        }
    }

    SimulatedNode node() {
        return node;
    }

    @Nullable
    Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public SimulatedChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open && endpoint != null;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof SimulationLoop;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return endpoint == null ? null : endpoint.local();
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return endpoint == null ? null : endpoint.remote();
    }

    @Override
    public @Nullable InetSocketAddress localAddress() {
        return (InetSocketAddress) super.localAddress();
    }

    @Override
    public @Nullable InetSocketAddress remoteAddress() {
        return (InetSocketAddress) super.remoteAddress();
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException("A connection takes the address that its route gives it");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doClose() {
        if (!open) {
            return;
        }
        open = false;
        inputShutdown = true;
        outputShutdown = true;
        if (endpoint == null) {
            ((SocketUnsafe) unsafe()).abandon();
        } else {
            endpoint.close(config.linger() == 0);
        }
        node.channels().closed(this);
    }

    @Override
    protected void doBeginRead() {
        reader.start();
    }

    @Override
    protected Object filterOutboundMessage(Object message) {
        if (message instanceof ByteBuf) {
            return message;
        }
        throw new UnsupportedOperationException(
                "unsupported message type: " + message.getClass().getSimpleName() + " (expected: ByteBuf)");
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) throws IOException {
        Endpoint socket = endpoint;
        if (socket == null) {
            throw new ClosedChannelException();
        }
        for (Object message = in.current(); message != null; message = in.current()) {
            ByteBuf bytes = (ByteBuf) message;
            int length = bytes.readableBytes();
            int written = length == 0 ? 0 : socket.write(bytes);
            in.removeBytes(written);
            if (written < length) {
                return; // writeReady comes when there is room
            }
        }
    }

    @Override
    public void readReady() {
        reader.readSoon();
    }

    @Override
    public void writeReady() {
        eventLoop().execute(() -> ((SocketUnsafe) unsafe()).writeAgain());
    }

    @Override
    protected void doShutdownOutput() {
        outputShutdown = true;
        if (endpoint != null) {
            endpoint.shutdownOutput();
        }
    }

    /** Ends reading; what arrives from now on is thrown away. */
    void endInput() {
        inputShutdown = true;
        if (endpoint != null) {
            endpoint.shutdownInput();
        }
    }

    @Override
    public boolean isInputShutdown() {
        return inputShutdown;
    }

    @Override
    public boolean isOutputShutdown() {
        return outputShutdown;
    }

    @Override
    public boolean isShutdown() {
        return inputShutdown && outputShutdown;
    }

    @Override
    public ChannelFuture shutdownInput() {
        return shutdownInput(newPromise());
    }

    @Override
    public ChannelFuture shutdownInput(ChannelPromise promise) {
        endInput();
        return promise.setSuccess();
    }

    @Override
    public ChannelFuture shutdownOutput() {
        return shutdownOutput(newPromise());
    }

    @Override
    public ChannelFuture shutdownOutput(ChannelPromise promise) {
        ((AbstractUnsafe) unsafe()).shutdownOutput(promise);
        return promise;
    }

    @Override
    public ChannelFuture shutdown() {
        return shutdown(newPromise());
    }

    @Override
    public ChannelFuture shutdown(ChannelPromise promise) {
        endInput();
        return shutdownOutput(promise);
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new SocketUnsafe();
    }

    /** Netty's inner half of the channel. Only a class inside the channel can be one. */
    private final class SocketUnsafe extends AbstractUnsafe {
        private @Nullable Connecting connecting;

        @Override
        public void connect(SocketAddress remote, @Nullable SocketAddress local, ChannelPromise promise) {
            if (promise.isDone() || !ensureOpen(promise)) {
                return;
            }
            if (connecting != null || endpoint != null) {
                safeSetFailure(promise, new AlreadyConnectedException());
                return;
            }
            connecting = new Connecting(SimulatedChannel.this, (InetSocketAddress) remote, promise, this::failed);
            connecting.begin();
        }

        private void failed(ChannelPromise promise, Throwable cause, InetSocketAddress remote) {
            boolean named = cause instanceof ConnectTimeoutException; // its text has the address already
            promise.tryFailure(named ? cause : annotateConnectException(cause, remote));
            close(voidPromise());
        }

        void abandon() {
            if (connecting != null) {
                connecting.abandon();
            }
        }

        void writeAgain() {
            flush0();
        }
    }
}
