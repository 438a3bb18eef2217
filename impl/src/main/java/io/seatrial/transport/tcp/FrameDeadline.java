package io.seatrial.transport.tcp;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how long the beginning of a frame may wait for the rest (dynamo-tcp.md 6.6: 68). One timer serves a connection: it is armed at
 * most once in a bound, not once a frame. Used on the connection's event loop only.
 */
final class FrameDeadline {

    private final LongSupplier nanoTime;
    private final long boundNanos;
    private final Runnable expired;
    private long since;
    private boolean partial;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * Creates a deadline that is not running.
     *
     * @param bound zero means no limit
     * @param expired runs on the event loop
     */
    FrameDeadline(LongSupplier nanoTime, Duration bound, Runnable expired) {
        this.nanoTime = nanoTime;
        this.boundNanos = bound.toNanos();
        this.expired = expired;
    }

    /** A frame was completed: whatever follows is the beginning of another. */
    void frameTaken() {
        partial = false;
    }

    /** Bytes have come, or were taken, or the connection is read again or not. */
    void update(boolean nowPartial, ScheduledExecutorService loop) {
        if (boundNanos == 0 || nowPartial == partial) {
            return;
        }
        partial = nowPartial;
        if (partial) {
            since = nanoTime.getAsLong();
            if (timer == null) {
                arm(boundNanos, loop);
            }
        }
    }

    /** Stops the timer. */
    void cancel() {
        partial = false;
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
        if (!partial) {
            return;
        }
        long left = boundNanos - (nanoTime.getAsLong() - since);
        if (left > 0) {
            arm(left, loop);
        } else {
            partial = false;
            expired.run();
        }
    }
}
