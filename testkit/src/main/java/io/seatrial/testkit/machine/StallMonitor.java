package io.seatrial.testkit.machine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Notices when the machine stands still: a thread that wants to wake every few milliseconds and records how late it was. What it
 * measured decides whether a time-out may be blamed on the machine.
 */
public final class StallMonitor implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(5);

    /** Lateness below this is ordinary scheduling. */
    private static final long NOTEWORTHY_NANOS = Duration.ofMillis(20).toNanos();

    private static final int MOST_REMEMBERED = 4096;

    private final Deque<Stall> stalls = new ArrayDeque<>();
    private volatile boolean running = true;

    private record Stall(long endNanos, long lateNanos) {}

    private StallMonitor() {}

    /** Starts to watch. */
    public static StallMonitor start() {
        StallMonitor monitor = idle();
        Machine.start("seatrial-stall-monitor", monitor::watch);
        return monitor;
    }

    /** Returns a monitor that is told. */
    static StallMonitor idle() {
        return new StallMonitor();
    }

    private void watch() {
        long before = Machine.nanoTime();
        while (running) {
            Machine.pause(TICK);
            long now = Machine.nanoTime();
            woke(now, now - before - TICK.toNanos());
            before = now;
        }
    }

    /** Takes note that the watch woke late. */
    void woke(long now, long lateNanos) {
        if (lateNanos < NOTEWORTHY_NANOS) {
            return;
        }
        synchronized (stalls) {
            stalls.add(new Stall(now, lateNanos));
            if (stalls.size() > MOST_REMEMBERED) {
                stalls.remove();
            }
        }
    }

    /** Returns how long the machine stood still, all in all, since a moment of {@link Machine#nanoTime}. */
    public Duration stalledSince(long nanos) {
        synchronized (stalls) {
            long sum = stalls.stream()
                    .filter(stall -> stall.endNanos() - nanos > 0)
                    .mapToLong(stall -> Math.min(stall.lateNanos(), stall.endNanos() - nanos))
                    .sum();
            return Duration.ofNanos(sum);
        }
    }

    /** Stops to watch. */
    @Override
    public void close() {
        running = false;
    }
}
