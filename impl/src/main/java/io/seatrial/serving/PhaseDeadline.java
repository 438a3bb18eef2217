package io.seatrial.serving;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how long a connection may stay in a phase, such as having received the beginning of a request without its end (dynamo-tcp.md
 * 6.6: 68). One timer serves the connection: it is armed at most once in a bound, not once a phase. Used on the connection's event loop
 * only.
 */
public final class PhaseDeadline {

    private final LongSupplier nanoTime;
    private final long boundNanos;
    private final Runnable expired;
    private long since;
    private boolean inside;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * Creates a deadline that is not running.
     *
     * @param bound zero means no limit
     * @param expired runs on the event loop
     */
    public PhaseDeadline(LongSupplier nanoTime, Duration bound, Runnable expired) {
        this.nanoTime = nanoTime;
        this.boundNanos = bound.toNanos();
        this.expired = expired;
    }

    /** The phase has ended: if the connection is said to be in it, that is another. */
    public void ended() {
        inside = false;
    }

    /** Says whether the connection is in the phase now. What has not changed since the last time goes on. */
    public void update(boolean nowInside, ScheduledExecutorService loop) {
        if (boundNanos == 0 || nowInside == inside) {
            return;
        }
        inside = nowInside;
        if (inside) {
            since = nanoTime.getAsLong();
            if (timer == null) {
                arm(boundNanos, loop);
            }
        }
    }

    /** Stops the timer. */
    public void cancel() {
        inside = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void arm(long nanos, ScheduledExecutorService loop) {
        timer = loop.schedule(() -> fire(loop), nanos, TimeUnit.NANOSECONDS);
    }

    private void fire(ScheduledExecutorService loop) {
        timer = null;
        if (!inside) {
            return;
        }
        long left = boundNanos - (nanoTime.getAsLong() - since);
        if (left > 0) {
            arm(left, loop);
        } else {
            inside = false;
            expired.run();
        }
    }
}
