package io.seatrial.testkit.machine;

import java.time.Duration;

/** Measures how late this machine does what it is asked to do now. */
final class Lateness {

    private static final int TIMERS = 40;
    private static final Duration SLEEP = Duration.ofMillis(1);
    private static final int THREADS = 40;
    private static final Duration THREAD_BOUND = Duration.ofSeconds(1);
    private static final Duration WORK = Duration.ofMillis(20);

    /** Work that has taken so many times its CPU time need not be watched any longer. */
    private static final int MOST_SLOWDOWN = 50;

    private Lateness() {}

    /** Returns how late a timer fires at worst. */
    static Duration ofTimers() {
        long worst = 0;
        for (int i = 0; i < TIMERS; i++) {
            long before = Machine.nanoTime();
            Machine.pause(SLEEP);
            worst = Math.max(worst, Machine.nanoTime() - before - SLEEP.toNanos());
        }
        return Duration.ofNanos(worst);
    }

    /** Returns how long it takes at worst until a thread that has nothing to do has run. */
    static Duration ofThreads() {
        long worst = 0;
        for (int i = 0; i < THREADS; i++) {
            long before = Machine.nanoTime();
            Machine.join(Machine.start("seatrial-calibration", () -> {}), THREAD_BOUND);
            worst = Math.max(worst, Machine.nanoTime() - before);
        }
        return Duration.ofNanos(worst);
    }

    /** Returns how many times longer than its CPU time a piece of work takes; 1 where nobody tells the CPU time. */
    static double ofWork() {
        long before = Machine.nanoTime();
        long cpuBefore = Machine.cpuNanos();
        if (cpuBefore < 0) {
            return 1;
        }
        long used = 0;
        long passed = 0;
        while (used < WORK.toNanos() && passed < MOST_SLOWDOWN * WORK.toNanos()) {
            used = Machine.cpuNanos() - cpuBefore;
            passed = Machine.nanoTime() - before;
        }
        return Math.max(1, (double) passed / Math.max(1, used));
    }
}
