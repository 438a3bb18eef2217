package io.seatrial.serving;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** A network of one embedded channel whose time stands still until the test lets it pass. It neither listens nor connects. */
public class EmbeddedIo implements NetworkIo {

    public final EmbeddedChannel channel = new EmbeddedChannel();
    public final List<Channel> outputsShut = new ArrayList<>();
    private long nowMillis;

    public EmbeddedIo() {
        channel.freezeTime();
    }

    /** Lets time pass and runs what is due. */
    public void pass(long millis) {
        nowMillis += millis;
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    /** Returns whether a timer is left. */
    public boolean hasTimers() {
        return channel.runScheduledPendingTasks() >= 0;
    }

    @Override
    public long nanoTime() {
        return TimeUnit.MILLISECONDS.toNanos(nowMillis);
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return channel.eventLoop();
    }

    @Override
    public Executor blocking() {
        return channel.eventLoop();
    }

    @Override
    public RandomGenerator random() {
        return new Random(1);
    }

    @Override
    public CompletionStage<Listener> listen(
            InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning) {
        throw new UnsupportedOperationException("There is one channel, and it is there already");
    }

    @Override
    public CompletionStage<Channel> connect(InetSocketAddress remote, ChannelHandler handler, ConnectOptions options) {
        throw new UnsupportedOperationException("There is one channel, and it is there already");
    }

    @Override
    public void shutdownOutput(Channel shut) {
        outputsShut.add(shut);
    }

    @Override
    public String localHost() {
        return "127.0.0.1";
    }
}
