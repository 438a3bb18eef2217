package io.seatrial.testkit.network;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.history.History;
import io.seatrial.testkit.ledger.Account;
import io.seatrial.testkit.ledger.OpenThings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The network as it is handed to the plane under test: it counts what the plane opens, gives its channels the allocator that counts
 * buffers, writes binds and connections into the history, and lets a case hold or fail a bind.
 */
public final class ObservedIo implements NetworkIo {

    private final String actor;
    private final NetworkIo io;
    private final ByteBufAllocator allocator;
    private final History history;
    private final OpenThings listeners = new OpenThings("listeners");
    private final OpenThings channels = new OpenThings("channels");
    private final ObservedScheduler scheduler;
    private final Set<InetSocketAddress> bound = ConcurrentHashMap.newKeySet();
    private final List<InetSocketAddress> binds = new CopyOnWriteArrayList<>();
    private final AtomicInteger connects = new AtomicInteger();
    private volatile Function<InetSocketAddress, CompletionStage<Void>> beforeBind =
            local -> CompletableFuture.completedFuture(null);

    /** Creates the view of one process on a network. */
    public ObservedIo(String actor, NetworkIo io, ByteBufAllocator allocator, History history) {
        this.actor = actor;
        this.io = io;
        this.allocator = allocator;
        this.history = history;
        this.scheduler = ObservedScheduler.of(io.scheduler());
    }

    /** Sets what runs before each bind: the bind waits for the stage, and fails with what the stage fails with. */
    public void beforeBind(Function<InetSocketAddress, CompletionStage<Void>> hook) {
        beforeBind = hook;
    }

    /** Returns the addresses that the plane tried to bind, in order. */
    public List<InetSocketAddress> binds() {
        return List.copyOf(binds);
    }

    /** Returns the number of connections that the plane tried to open. */
    public int connects() {
        return connects.get();
    }

    /** Returns the accounts of what this process has open. */
    public List<Account> accounts() {
        return List.of(listeners, channels, scheduler.timers());
    }

    /** Returns the addresses that are bound now. */
    public Set<InetSocketAddress> boundAddresses() {
        return Set.copyOf(bound);
    }

    /** Returns the open channels, accepted and connected ones. */
    public Account channels() {
        return channels;
    }

    @Override
    public CompletionStage<Listener> listen(
            InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning) {
        binds.add(local);
        history.record(actor, "bind", local.toString());
        return beforeBind
                .apply(local)
                .thenCompose(go -> io.listen(
                        local,
                        channel -> {
                            adopt(channel, "accepted at " + channel.localAddress());
                            initializer.initialize(channel);
                        },
                        tuning))
                .thenApply(this::observed);
    }

    private Listener observed(Listener listener) {
        history.record(
                actor,
                new Fact.Bound(listener.address().toString(), listener.address().getPort()));
        listeners.opened(listener, listener.address().toString());
        bound.add(listener.address());
        return new Listener() {
            @Override
            public InetSocketAddress address() {
                return listener.address();
            }

            @Override
            public CompletionStage<Void> close() {
                return listener.close().thenRun(() -> {
                    listeners.closed(listener);
                    bound.remove(listener.address());
                });
            }
        };
    }

    @Override
    public CompletionStage<Channel> connect(InetSocketAddress remote, ChannelHandler handler, ConnectOptions options) {
        connects.incrementAndGet();
        history.record(actor, "connect", remote.toString());
        ChannelHandler first = new io.netty.channel.ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                adopt(channel, "connected to " + remote);
                channel.pipeline().addLast(handler);
            }
        };
        return io.connect(remote, first, options);
    }

    private void adopt(Channel channel, String description) {
        channel.config().setAllocator(allocator);
        channels.opened(channel, description);
        channel.closeFuture().addListener(done -> {
            channels.closed(channel);
            history.record(actor, "closed", description); // the order tells which side was first
        });
    }

    @Override
    public long nanoTime() {
        return io.nanoTime();
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return scheduler.over(io.scheduler());
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
    public void shutdownOutput(Channel channel) {
        io.shutdownOutput(channel);
    }

    @Override
    public String localHost() {
        return io.localHost();
    }
}
