package io.seatrial.testkit.machine;

import java.time.Duration;
import java.util.Objects;

/**
 * How far this machine can be trusted to do things in time, measured before a run. Ceilings are stretched by it, so that a slow machine is
 * given more time and nobody raises time-outs by guess (anchors.md 3a, finding 2).
 *
 * @param jitter how late a timer fired, or a thread ran that another had woken; the worst of the measurement
 * @param slowdown how much longer work took than the CPU time that it used; 1 on a machine with a free CPU
 * @param multiplier what ceilings are multiplied with, from 1 to {@link #MOST}
 */
public record Calibration(Duration jitter, double slowdown, double multiplier) {

    /** The largest multiplier. */
    public static final double MOST = 6;

    /** For networks in virtual time, and for tests. */
    public static final Calibration NONE = new Calibration(Duration.ZERO, 1, 1);

    /** Lateness that an idle machine shows anyway. */
    private static final Duration ORDINARY = Duration.ofMillis(2);

    /** Creates a calibration. */
    public Calibration {
        Objects.requireNonNull(jitter, "jitter");
    }

    /** Measures, which takes about 0.1 s on an idle machine. */
    public static Calibration measure() {
        Duration timer = Lateness.ofTimers();
        Duration thread = Lateness.ofThreads();
        return of(timer.compareTo(thread) > 0 ? timer : thread, Lateness.ofWork());
    }

    /** Returns the calibration for what was measured: one more for each doubling of lateness beyond what is ordinary, and the slowdown. */
    static Calibration of(Duration jitter, double slowdown) {
        double ratio = (double) jitter.toNanos() / ORDINARY.toNanos();
        double doublings = ratio <= 1 ? 0 : Math.log(ratio) / Math.log(2);
        return new Calibration(jitter, slowdown, Math.min(MOST, doublings + Math.max(1, slowdown)));
    }

    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT,
                "timers and threads up to %d ms late, work %.1f times as long as its CPU time",
                jitter.toMillis(),
                slowdown);
    }
}
