package io.seatrial.testkit.simulation;

import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.seatrial.testkit.simulation.WorldEvent.Kind;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A listener as Netty sees it. */
final class SimulatedServerChannel extends AbstractChannel implements ServerChannel {

    private static final ChannelMetadata METADATA = new ChannelMetadata(false, 16);

    private final SimulatedNode node;
    private final SimulatedChannelConfig config;
    private @Nullable Listening listening;
    private boolean open = true;
    private boolean reading;

    SimulatedServerChannel(SimulatedNode node) {
        super(null, node.channels().nextId());
        this.node = node;
        this.config = new SimulatedChannelConfig(this, () -> {}, () -> reading = false);
        node.channels().opened(this, node, "listener of " + node.name());
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open && listening != null;
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
        return listening == null ? null : listening.address();
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return null;
    }

    @Override
    protected void doBind(SocketAddress address) throws BindException {
        listening = node.fabric().listen(node.name(), node.host(), (InetSocketAddress) address, this::acceptSoon);
    }

    @Override
    protected void doClose() {
        if (open) {
            open = false;
            if (listening != null) {
                node.fabric().close(listening, node.host());
            }
            node.channels().closed(this);
        }
    }

    @Override
    protected void doDisconnect() {
        throw new UnsupportedOperationException("A listener is not connected");
    }

    @Override
    protected void doBeginRead() {
        reading = true;
        acceptSoon();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        throw new UnsupportedOperationException("A listener does not write");
    }

    private void acceptSoon() {
        if (reading && listening != null && listening.hasBacklog()) {
            eventLoop().execute(this::acceptNow);
        }
    }

    private void acceptNow() {
        Listening socket = listening;
        if (!reading || !isActive() || socket == null || !socket.hasBacklog()) {
            return;
        }
        reading = false;
        Endpoint endpoint = socket.accept();
        node.fabric()
                .recorder()
                .record(Kind.ACCEPT, endpoint.connection().link().name());
        pipeline().fireChannelRead(new SimulatedChannel(node, this, endpoint));
        pipeline().fireChannelReadComplete();
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress remote, SocketAddress local, ChannelPromise promise) {
                safeSetFailure(promise, new UnsupportedOperationException("A listener does not connect"));
            }
        };
    }
}
