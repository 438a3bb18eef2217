package io.seatrial.sending;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ConnectTimeoutException;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.NetworkIo;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections, up to a number at once over all peers. Who waits for its turn waits no longer than for the connect itself. Everything
 * here, also the answers, runs on the owner's executor.
 */
public final class Connector {

    private final NetworkIo io;
    private final ConnectOptions options;
    private final Executor owner;
    private final int limit;
    private final Deque<Attempt> waiting = new ArrayDeque<>();
    private final DeadlineTimer turns;
    private int underWay;

    /** One wish for a connection. */
    private record Attempt(
            InetSocketAddress address, ChannelHandler handler, long deadline, Consumer<@Nullable Throwable> done) {}

    /**
     * Creates it for one client.
     *
     * @param options of every connect; their bound is also that on the wait for the turn
     * @param limit how many connects may be under way
     * @param timers runs the timer
     * @param owner runs everything else
     */
    public Connector(NetworkIo io, ConnectOptions options, int limit, ScheduledExecutorService timers, Executor owner) {
        this.io = io;
        this.options = options;
        this.limit = limit;
        this.owner = owner;
        this.turns = new DeadlineTimer(io, timers, owner, this::expire);
    }

    /**
     * Opens a connection.
     *
     * @param handler of the new channel
     * @param done gets {@code null} when the channel is connected, else the failure
     */
    public void connect(InetSocketAddress address, ChannelHandler handler, Consumer<@Nullable Throwable> done) {
        long deadline = io.nanoTime() + options.timeout().toNanos();
        Attempt attempt = new Attempt(address, handler, deadline, done);
        if (underWay < limit) {
            start(attempt);
        } else {
            waiting.add(attempt);
            turns.armAt(deadline);
        }
    }

    /** Stops the timer; nobody waits any more. */
    public void end() {
        turns.cancel();
    }

    private void start(Attempt attempt) {
        underWay++;
        open(attempt)
                .whenComplete((channel, failure) -> owner.execute(() -> {
                    underWay--;
                    Attempt next = waiting.poll();
                    if (next != null) {
                        start(next);
                    }
                    attempt.done().accept(failure == null ? null : unwrapped(failure));
                }));
    }

    private CompletionStage<?> open(Attempt attempt) {
        try {
            return io.connect(attempt.address(), attempt.handler(), options);
        } catch (RuntimeException e) { // a network that is closed
            return CompletableFuture.failedFuture(e);
        }
    }

    private long expire(long now) {
        while (!waiting.isEmpty()) {
            long left = waiting.element().deadline() - now;
            if (left > 0) {
                return left;
            }
            waiting.remove().done().accept(new ConnectTimeoutException("no turn to connect: " + limit + " under way"));
        }
        return DeadlineTimer.NOTHING;
    }

    private static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }
}
