package io.seatrial.chaos.probe;

import io.seatrial.testkit.machine.Machine;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Bounds for what has none of its own. */
public final class Bounded {

    private static final Duration POLL = Duration.ofMillis(5);

    private Bounded() {}

    /** Waits until a condition holds. Returns whether it did within the bound. */
    public static boolean until(Duration bound, BooleanSupplier condition) {
        long deadline = Machine.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (Machine.nanoTime() - deadline >= 0) {
                return false;
            }
            Machine.pause(POLL);
        }
        return true;
    }

    /**
     * Calls what may block, on a thread of its own. One that does not end in time is interrupted and left behind: its thread does not keep
     * the JVM.
     *
     * @throws TimeoutException if it does not end within the bound
     * @throws ExecutionException with what it threw
     */
    public static <T> T call(String name, Duration bound, Callable<T> task)
            throws TimeoutException, ExecutionException {
        FutureTask<T> future = new FutureTask<>(task);
        Machine.start("seatrial-" + name, future);
        try {
            return future.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new TimeoutException(name + " did not end within " + bound.toSeconds() + " s");
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new TimeoutException(name + " was interrupted");
        }
    }
}
