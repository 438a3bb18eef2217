package io.seatrial.interleavings;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jetbrains.lincheck.Lincheck;

/**
 * Runs a few threads in many orders, chosen by Lincheck's model checker at each access to shared memory, instead of hoping that the
 * machine comes upon the one that matters. A trial must do the same each time but for the order of its threads; where one fails, the
 * message lists the steps that led there.
 */
public final class Interleavings {

    /** How many orders are tried. The default takes a second or a few for each test; the property is for a longer look. */
    private static final int TRIALS = Integer.getInteger("interleavings.trials", 300);

    private Interleavings() {}

    /** Explores a trial; fails with the order in which it failed. */
    public static void explore(Runnable trial) {
        explore(1, trial);
    }

    /** Explores so many times as many orders as usual: for a race that needs two changes of threads, each at its moment. */
    public static void explore(int times, Runnable trial) {
        Lincheck.runConcurrentTest(Math.multiplyExact(times, TRIALS), trial);
    }

    /** Runs parts of a trial at once, each on a thread of its own, to their end. Fails as the first of them did. */
    public static void together(Runnable... parts) {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (Runnable part : parts) {
            Thread thread = new Thread(() -> {
                try {
                    part.run();
                } catch (Throwable failure) {
                    failures.add(failure);
                }
            });
            threads.add(thread);
            thread.start();
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted amid a trial", e);
        }
        Throwable first = failures.poll();
        if (first != null) {
            throw new AssertionError(String.valueOf(first.getMessage()), first);
        }
    }

    /** Fails a trial unless a condition holds. Plain on purpose: what an assertion library does would be explored, too. */
    public static void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
