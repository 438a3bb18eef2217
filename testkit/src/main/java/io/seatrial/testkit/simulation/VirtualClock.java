package io.seatrial.testkit.simulation;

import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Time that stands still until the world moves it. Not safe for many threads. */
final class VirtualClock implements Ticker {

    /** Not 0, so that code which takes 0 for "never" is not lucky. */
    private static final long ORIGIN_NANOS = TimeUnit.HOURS.toNanos(1);

    private static final Instant ORIGIN = Instant.parse("2000-01-01T00:00:00Z");

    /** A run that reads the clock this often at one instant makes no progress: the event loop reads it once a task. */
    private static final int READS_AT_ONE_INSTANT = 10_000_000;

    private long nanos = ORIGIN_NANOS;
    private int readsAtThisInstant;

    @Override
    public long initialNanoTime() {
        return ORIGIN_NANOS;
    }

    @Override
    public long nanoTime() {
        if (++readsAtThisInstant > READS_AT_ONE_INSTANT) {
            throw new StuckException("livelock: tasks follow tasks without end at " + describe());
        }
        return nanos;
    }

    @Override
    public void sleep(long delay, TimeUnit unit) {
        throw new IllegalStateException("Nobody sleeps in a simulation: schedule a task");
    }

    /** Returns the nanoseconds since the world began. */
    long elapsedNanos() {
        return nanos - ORIGIN_NANOS;
    }

    Instant now() {
        return ORIGIN.plusNanos(elapsedNanos());
    }

    /** Moves forward to a value of {@link #nanoTime}; never back. */
    void advanceTo(long target) {
        if (target > nanos) {
            nanos = target;
            readsAtThisInstant = 0;
        }
    }

    /** Returns the time since the world began, for messages. */
    String describe() {
        return "virtual time " + Duration.ofNanos(elapsedNanos());
    }
}
