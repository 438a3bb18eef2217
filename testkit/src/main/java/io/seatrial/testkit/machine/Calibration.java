package io.seatrial.testkit.machine;

import java.time.Duration;
import java.util.Arrays;

/**
 * How far this machine's timers can be trusted, measured once before a run. Ceilings are stretched by it, so that a slow machine is
 * given more time and nobody raises time-outs by guess (anchors.md 3a, finding 2).
 *
 * @param jitter how late a timer fires, the worst of the measurement
 * @param multiplier what ceilings are multiplied with, from 1 to {@link #MOST}
 */
public record Calibration(Duration jitter, double multiplier) {

    /** The largest multiplier. */
    public static final double MOST = 6;

    /** For networks in virtual time, and for tests. */
    public static final Calibration NONE = new Calibration(Duration.ZERO, 1);

    private static final int SAMPLES = 40;
    private static final Duration SLEEP = Duration.ofMillis(1);

    /** Lateness that an idle machine shows anyway. */
    private static final Duration ORDINARY = Duration.ofMillis(2);

    /** Measures, which takes about 0.1 s on an idle machine. */
    public static Calibration measure() {
        long[] late = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long before = Machine.nanoTime();
            Machine.pause(SLEEP);
            late[i] = Math.max(0, Machine.nanoTime() - before - SLEEP.toNanos());
        }
        return of(Duration.ofNanos(Arrays.stream(late).max().orElse(0)));
    }

    /** Returns the calibration for a measured lateness: one more for each doubling beyond what is ordinary. */
    static Calibration of(Duration jitter) {
        double ratio = (double) jitter.toNanos() / ORDINARY.toNanos();
        double doublings = ratio <= 1 ? 0 : Math.log(ratio) / Math.log(2);
        return new Calibration(jitter, Math.min(MOST, 1 + doublings));
    }
}
