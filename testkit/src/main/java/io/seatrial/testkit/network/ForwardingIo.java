package io.seatrial.testkit.network;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/** A network that does as another does. */
public class ForwardingIo implements NetworkIo {

    private final NetworkIo io;

    /** Creates one that does as another does. */
    protected ForwardingIo(NetworkIo io) {
        this.io = io;
    }

    @Override
    public long nanoTime() {
        return io.nanoTime();
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return io.scheduler();
    }

    @Override
    public Executor blocking() {
        return io.blocking();
    }

    @Override
    public RandomGenerator random() {
        return io.random();
    }

    @Override
    public CompletionStage<Listener> listen(
            InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning) {
        return io.listen(local, initializer, tuning);
    }

    @Override
    public CompletionStage<Channel> connect(InetSocketAddress remote, ChannelHandler handler, ConnectOptions options) {
        return io.connect(remote, handler, options);
    }

    @Override
    public void shutdownOutput(Channel channel) {
        io.shutdownOutput(channel);
    }

    @Override
    public String localHost() {
        return io.localHost();
    }
}
