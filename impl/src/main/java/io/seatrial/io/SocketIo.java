package io.seatrial.io;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.unix.Errors;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The network of the machine. Its threads are daemons of its own, so that a listener outlives the thread that asked for it
 * (dynamo-manager.md M19) and never keeps a process alive.
 */
public final class SocketIo implements NetworkIo {

    /** Bound on the end of the threads at {@link #close}. */
    private static final long SHUTDOWN_SECONDS = 10;

    private static final int LISTEN_BACKLOG = 4096;

    private final SocketTransport transport;
    private final EventLoopGroup loops;
    private final ExecutorService blocking;
    private final ChannelGroup open;
    private final RandomGenerator random = new SecureRandom();
    private final Notices notices;
    private final LongAdder acceptPauses = new LongAdder();
    private final AtomicReference<@Nullable CompletableFuture<Void>> closing = new AtomicReference<>();

    private SocketIo(SocketTransport transport, int threads, String name, Notices notices) {
        this.transport = transport;
        this.notices = notices;
        this.loops = transport.newGroup(threads, new DefaultThreadFactory(name + "-io", true));
        this.open = new DefaultChannelGroup(loops.next(), true);
        this.blocking = Executors.newCachedThreadPool(new DefaultThreadFactory(name + "-work", true));
    }

    /**
     * Opens a network with an event loop for each processor and the best sockets that there are. A worker calls home for each answer: with
     * half as many loops it was those that were busy, and not the processors.
     */
    public static SocketIo open(String name) {
        return open(SocketTransport.best(), Runtime.getRuntime().availableProcessors(), name, Notices.log());
    }

    /**
     * Opens a network.
     *
     * @param transport which sockets
     * @param threads the number of event loops
     * @param name the prefix of the threads' names
     * @param notices where warnings go
     */
    public static SocketIo open(SocketTransport transport, int threads, String name, Notices notices) {
        return new SocketIo(transport, threads, name, notices);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public ScheduledExecutorService scheduler() {
        return loops.next();
    }

    @Override
    public Executor blocking() {
        return blocking;
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public CompletionStage<Listener> listen(
            InetSocketAddress local, ChannelInitializer initializer, ChannelTuning tuning) {
        if (closing.get() != null) {
            return CompletableFuture.failedFuture(new IOException("The network is closed"));
        }
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, LISTEN_BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new AcceptBackOff(notices, acceptPauses))
                .childHandler(new io.netty.channel.ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        open.add(channel);
                        initializer.initialize(channel);
                    }
                });
        SocketOptions.of(tuning).forEach(bootstrap::childOption);
        CompletableFuture<Listener> result = new CompletableFuture<>();
        ChannelFuture bound = bootstrap.bind(local);
        open.add(bound.channel());
        Futures.of(bound).whenComplete((done, failure) -> {
            if (failure == null) {
                result.complete(new BoundListener(bound.channel()));
            } else {
                result.completeExceptionally(bindFailure(failure));
            }
        });
        return result;
    }

    /** Says a failed bind as the socket API does: epoll has an exception of its own for it. */
    private static Throwable bindFailure(Throwable failure) {
        if (failure instanceof Errors.NativeIoException) {
            return new BindException(failure.getMessage()).initCause(failure);
        }
        return failure;
    }

    @Override
    public CompletionStage<Channel> connect(InetSocketAddress remote, ChannelHandler handler, ConnectOptions options) {
        if (closing.get() != null) { // a terminated event loop would leave the attempt without an end
            return CompletableFuture.failedFuture(new IOException("The network is closed"));
        }
        Bootstrap bootstrap = new Bootstrap()
                .group(options.near() == null ? nearest() : options.near())
                .channel(transport.clientChannel())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, options.timeout().toMillis()))
                .handler(handler);
        SocketOptions.of(options.tuning()).forEach(bootstrap::option);
        ChannelFuture connected = bootstrap.connect(remote);
        open.add(connected.channel());
        return Futures.of(connected).thenApply(done -> connected.channel());
    }

    /** Returns the event loop of this thread if it is one of these: a connection that a connection asks for stays beside it. */
    private EventLoopGroup nearest() {
        for (EventExecutor loop : loops) {
            if (loop.inEventLoop()) {
                return (EventLoop) loop;
            }
        }
        return loops;
    }

    @Override
    public void shutdownOutput(Channel channel) {
        OutputEnd.afterWrites(channel);
    }

    @Override
    public String localHost() {
        return LocalAddresses.preferred();
    }

    /** Returns how often a listener paused because it could not accept. */
    public long acceptPauses() {
        return acceptPauses.sum();
    }

    /**
     * Closes every listener and connection, then ends the threads. Idempotent. An event loop that ends while it runs a task does not
     * close its channels by itself.
     */
    public CompletionStage<Void> close() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        if (!closing.compareAndSet(null, mine)) {
            return Objects.requireNonNull(closing.get());
        }
        blocking.shutdown();
        open.close()
                .addListener(closed -> Futures.of(loops.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS))
                        .whenComplete((done, failure) -> {
                            if (failure == null) {
                                mine.complete(null);
                            } else {
                                mine.completeExceptionally(failure);
                            }
                        }));
        return mine;
    }

    private record BoundListener(Channel channel) implements Listener {
        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) channel.localAddress();
        }

        @Override
        public CompletionStage<Void> close() {
            return Futures.of(channel.close()).thenCompose(closed -> released());
        }

        /**
         * Java's selector lets go of a closed listener at its next turn, and until then the port still answers. A timer that is set now
         * runs after that turn; one that is cancelled because the event loop ends has lost its socket too.
         */
        private CompletionStage<Void> released() {
            CompletableFuture<Void> released = new CompletableFuture<>();
            try {
                channel.eventLoop()
                        .schedule(() -> {}, 1, TimeUnit.NANOSECONDS)
                        .addListener(done -> released.complete(null));
            } catch (RejectedExecutionException e) {
                released.complete(null);
            }
            return released;
        }
    }
}
