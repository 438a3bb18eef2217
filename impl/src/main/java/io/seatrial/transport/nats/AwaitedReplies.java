package io.seatrial.transport.nats;

import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.sending.DeadlineTimer;
import io.seatrial.sending.SerialExecutor;
import io.seatrial.serving.InFlight;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The requests of one client that wait for their acknowledgement. Whoever removes a request ends it, so that each ends once. As all wait
 * equally long, one timer is enough, which looks again when the oldest is due.
 */
final class AwaitedReplies {

    private final Set<NatsRequest> requests = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Counts requests until their futures are complete, and lets none in after the end. */
    private final InFlight gate = new InFlight();

    private final int limit;
    private final long timeoutNanos;
    private final Consumer<NatsRequest> onOverdue;
    private final SerialExecutor owner;
    private final DeadlineTimer timer;
    private final AtomicBoolean watching = new AtomicBoolean();

    /**
     * Creates it for one client.
     *
     * @param onOverdue ends a request that waited too long; it has been removed
     */
    AwaitedReplies(NetworkIo io, int limit, long timeoutNanos, Consumer<NatsRequest> onOverdue) {
        this.limit = limit;
        this.timeoutNanos = timeoutNanos;
        this.onOverdue = onOverdue;
        ScheduledExecutorService timers = io.scheduler();
        this.owner = new SerialExecutor(timers);
        this.timer = new DeadlineTimer(io, timers, owner, this::expire);
    }

    /** Makes room for one request; {@code false} if the client is closed. Otherwise the caller owes one {@link #exit}. */
    boolean enter() {
        return gate.enter();
    }

    /** A request that entered has ended. */
    void exit() {
        gate.exit();
    }

    /** Adds a request; {@code false} if as many wait as may. */
    boolean add(NatsRequest request) {
        if (waiting.incrementAndGet() > limit) {
            waiting.decrementAndGet();
            return false;
        }
        requests.add(request);
        if (watching.compareAndSet(false, true)) {
            owner.execute(() -> timer.armAt(request.sentAt() + timeoutNanos));
        }
        return true;
    }

    /** Takes a request out, to end it; {@code false} if somebody else does. */
    boolean remove(NatsRequest request) {
        if (requests.remove(request)) {
            waiting.decrementAndGet();
            return true;
        }
        return false;
    }

    void forEach(Consumer<NatsRequest> step) {
        requests.forEach(step);
    }

    int count() {
        return waiting.get();
    }

    /** Lets no request in any more; completes when the last has ended and no timer is left. */
    CompletionStage<Void> close() {
        gate.close();
        return gate.drained().thenCompose(drained -> {
            CompletableFuture<Void> quiet = new CompletableFuture<>();
            owner.execute(() -> {
                timer.cancel();
                quiet.complete(null);
            });
            return quiet;
        });
    }

    private long expire(long now) {
        long next = DeadlineTimer.NOTHING;
        for (NatsRequest request : requests) {
            long left = request.sentAt() + timeoutNanos - now;
            if (left > 0) {
                next = Math.min(next, left);
            } else if (remove(request)) {
                onOverdue.accept(request);
            }
        }
        if (next == DeadlineTimer.NOTHING) {
            watching.set(false);
            boolean addedMeanwhile = !requests.isEmpty() && watching.compareAndSet(false, true);
            return addedMeanwhile ? timeoutNanos : next;
        }
        return next;
    }
}
