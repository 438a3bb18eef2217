package io.seatrial.nats;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of one link. The client library blocks in its reader, its writer and each of its dispatchers, so it cannot live on event
 * loops that are handed in; it is given these instead of making its own, so that they have names, are daemons, and end with the link.
 */
final class NatsThreads {

    private static final long KEEP_ALIVE_MILLIS = 500;

    /** Reads, writes, dispatches and connects: each a task of its own that may run for long. */
    private final ExecutorService tasks;

    /** Tells what happened, in order. */
    private final ExecutorService events;

    private final ScheduledExecutorService timers;

    NatsThreads(String name) {
        tasks = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, KEEP_ALIVE_MILLIS, TimeUnit.MILLISECONDS, new SynchronousQueue<>(), named(name));
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1, 1, KEEP_ALIVE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), named(name + "-events"));
        one.allowCoreThreadTimeOut(true);
        events = one;
        ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1, named(name + "-timer"));
        scheduled.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        scheduled.setRemoveOnCancelPolicy(true);
        timers = scheduled;
    }

    private static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    ExecutorService tasks() {
        return tasks;
    }

    ExecutorService events() {
        return events;
    }

    ScheduledExecutorService timers() {
        return timers;
    }

    /** Ends all threads; what was to be told is told first. Returns whether all ended within the bound. */
    boolean end(long boundNanos) {
        timers.shutdownNow();
        tasks.shutdownNow();
        events.shutdown();
        long third = boundNanos / 3; // no clock here; the sum of the waits is the bound
        try {
            return timers.awaitTermination(third, TimeUnit.NANOSECONDS)
                    & tasks.awaitTermination(third, TimeUnit.NANOSECONDS)
                    & events.awaitTermination(third, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
