package io.seatrial.transport.http;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether the peer of an HTTP/2 connection is still there: after a silence it is asked for a sign of life, and if none comes in time
 * the connection is given up. On the connection's event loop only.
 */
final class KeepAlive {

    private final LongSupplier nanoTime;
    private final long intervalNanos;
    private final long timeoutNanos;
    private final Runnable ask;
    private final Runnable giveUp;
    private long lastHeard;
    private long askedAt;
    private boolean asked;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * Creates it, not running.
     *
     * @param interval the silence after which the peer is asked; zero means never
     * @param timeout how long it may take to answer
     */
    KeepAlive(LongSupplier nanoTime, Duration interval, Duration timeout, Runnable ask, Runnable giveUp) {
        this.nanoTime = nanoTime;
        this.intervalNanos = interval.toNanos();
        this.timeoutNanos = timeout.toNanos();
        this.ask = ask;
        this.giveUp = giveUp;
    }

    void start(ScheduledExecutorService loop) {
        lastHeard = nanoTime.getAsLong();
        if (intervalNanos > 0) {
            arm(intervalNanos, loop);
        }
    }

    /** Something came from the peer. */
    void heard() {
        lastHeard = nanoTime.getAsLong();
    }

    void stop() {
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
        long now = nanoTime.getAsLong();
        if (asked && lastHeard - askedAt < 0) {
            giveUp.run();
            return;
        }
        long left = intervalNanos - (now - lastHeard);
        asked = left <= 0;
        if (asked) {
            askedAt = now;
            ask.run();
        }
        arm(asked ? timeoutNanos : left, loop);
    }
}
