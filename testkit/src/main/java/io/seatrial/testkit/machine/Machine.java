package io.seatrial.testkit.machine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The real clock and real threads, for those parts of the testkit that judge a run from outside: the loopback network, the runner and
 * the ledger. This is the one place of the testkit that takes them from the JDK; everything else has them from its network.
 */
public final class Machine {

    private Machine() {}

    /** Returns the time in nanoseconds, from an arbitrary origin. */
    public static long nanoTime() {
        return System.nanoTime();
    }

    /** Returns the CPU time that the current thread has used, in nanoseconds; -1 if the JVM does not tell. */
    public static long cpuNanos() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : -1;
    }

    /** Lets other threads run for a while. Returns early if the thread is interrupted. */
    public static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    /** Starts a daemon thread. */
    public static Thread start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Waits for a thread to end. Returns whether it did within the bound. */
    public static boolean join(Thread thread, Duration bound) {
        try {
            thread.join(Math.max(1, bound.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /** Returns the stack of a thread, the innermost frames first, one a line. */
    public static String stackOf(Thread thread, int most) {
        StringBuilder text = new StringBuilder();
        StackTraceElement[] frames = thread.getStackTrace();
        for (int i = 0; i < Math.min(most, frames.length); i++) {
            text.append(i == 0 ? "at " : " < ").append(frames[i].getClassName()).append('.');
            text.append(frames[i].getMethodName()).append(':').append(frames[i].getLineNumber());
        }
        return text.toString();
    }
}
