package io.seatrial.runtime;

import io.seatrial.plane.spi.Notices;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends a program that does not end: a while after {@link #start} it exits with status {@value #STATUS}, unless it was closed before
 * (dynamo-manager.md 138, 211). A worker starts it at Phase 1 of its shutdown; the program closes it when there is nothing left to do. The
 * bound is {@link io.seatrial.settings.ShutdownSettings#EXIT_LIMIT}.
 */
public final class ExitLimit implements AutoCloseable {

    /** The status of a program that was ended: the model exits with 911, of which a process keeps the lower eight bits. */
    public static final int STATUS = 911 % 256;

    private final Duration limit;
    private final ScheduledExecutorService timer;
    private final Notices notices;
    private final IntConsumer exit;
    private @Nullable ScheduledFuture<?> running; // guarded by this, as is the next
    private boolean closed;

    /**
     * Creates a limit that does not run yet.
     *
     * @param limit how long from the start to the exit
     * @param timer keeps the time; it must go on when the worker's network hangs or is closed
     * @param notices what hears of the exit before it
     * @param exit ends the program with a status; in production {@code Runtime.getRuntime()::halt}, since an exit would wait for the hooks
     *     that hang
     */
    public ExitLimit(Duration limit, ScheduledExecutorService timer, Notices notices, IntConsumer exit) {
        this.limit = Objects.requireNonNull(limit, "limit");
        this.timer = Objects.requireNonNull(timer, "timer");
        this.notices = Objects.requireNonNull(notices, "notices");
        this.exit = Objects.requireNonNull(exit, "exit");
    }

    /** Begins to count. Later calls have no effect. */
    public synchronized void start() {
        if (running == null && !closed) {
            running = timer.schedule(this::expire, limit.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void expire() {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        notices.error(
                "Application did not end within its limit after shutdown began; exiting",
                "limit_ms",
                limit.toMillis(),
                "status",
                STATUS);
        exit.accept(STATUS);
    }

    /** The program has ended in time. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        if (running != null) {
            running.cancel(false);
        }
    }
}
