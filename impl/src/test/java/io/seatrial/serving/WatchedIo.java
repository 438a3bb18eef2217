package io.seatrial.serving;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.util.internal.PlatformDependent;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** A network that remembers what was asked of it, and whose memory is counted. */
public final class WatchedIo implements NetworkIo {

    private final NetworkIo io;
    private final AtomicInteger connects = new AtomicInteger();
    private final AtomicInteger listens = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final List<Channel> channels = new CopyOnWriteArrayList<>();
    private final UnpooledByteBufAllocator allocator =
            new UnpooledByteBufAllocator(PlatformDependent.directBufferPreferred());

    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

    private volatile long aheadNanos;
    private final ThreadLocal<Long> ownAheadNanos = ThreadLocal.withInitial(() -> 0L);

    public WatchedIo(NetworkIo io) {
        this.io = io;
    }

    /** Keeps every connect from now on waiting until the returned future completes, or fails them with it. */
    public CompletableFuture<Void> holdConnects() {
        CompletableFuture<Void> held = new CompletableFuture<>();
        gate = held;
        return held;
    }

    /** Lets go on what {@link #holdConnects} keeps waiting. */
    public void releaseConnects() {
        gate.complete(null);
    }

    /** Sets the clock ahead of the real one, so that what is sent now has a later deadline; timers run in real time. */
    public void setClockAhead(Duration ahead) {
        aheadNanos = ahead.toNanos();
    }

    /**
     * Sets the clock ahead for the calling thread alone: what it sends has a later deadline, and an event loop that looks at earlier ones
     * meanwhile does not take them for reached.
     */
    public void setOwnClockAhead(Duration ahead) {
        ownAheadNanos.set(ahead.toNanos());
    }

    /** Returns how many connections were asked for. */
    public int connects() {
        return connects.get();
    }

    /** Returns how many listeners were asked for. */
    public int listens() {
        return listens.get();
    }

    /** Returns the largest number of connects that were under way at once. */
    public int mostConnectsAtOnce() {
        return mostUnderWay.get();
    }

    public long openChannels() {
        return channels.stream().filter(Channel::isOpen).count();
    }

    /** Returns the bytes of all buffers that channels allocated and nobody released. */
    public long usedBytes() {
        return allocator.metric().usedDirectMemory() + allocator.metric().usedHeapMemory();
    }

    @Override
    public CompletionStage<Channel> connect(InetSocketAddress remote, ChannelHandler handler, ConnectOptions options) {
        connects.incrementAndGet();
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        return gate.thenCompose(opened -> io.connect(remote, handler, options))
                .thenApply(channel -> {
                    channel.config().setAllocator(allocator);
                    channels.add(channel);
                    return channel;
                })
                .whenComplete((channel, failure) -> underWay.decrementAndGet());
    }

    @Override
    public long nanoTime() {
        return io.nanoTime() + aheadNanos + ownAheadNanos.get();
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
        listens.incrementAndGet();
        return io.listen(local, initializer, tuning);
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
