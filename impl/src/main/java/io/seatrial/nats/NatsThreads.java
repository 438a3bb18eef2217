package io.seatrial.nats;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one link. The client library blocks in its reader, its writer and each of its dispatchers, so it cannot live on event
 * loops that are handed in; it is given these instead of making its own, so that they have names, are daemons, and end with the link.
 */
final class NatsThreads {

    private static final long KEEP_ALIVE_MILLIS = 500;

    /** Writes, dispatches and connects: each a task of its own that may run for long. */
    private final ExecutorService tasks;

    private final ExecutorService readers;

    /** Tells what happened, in order. */
    private final ExecutorService events;

    /** Waits for the server, for one caller at a time. */
    private final ExecutorService flushes;

    private final ScheduledExecutorService timers;

    /**
     * Creates them; they start when they are needed.
     *
     * @param onReaderDeath hears why a reader ended that should not have: the library lets the connection stand, with nobody to read it
     */
    NatsThreads(String name, Consumer<Throwable> onReaderDeath) {
        tasks = new Unbounded(name, died -> {});
        readers = new Unbounded(name + "-reader", onReaderDeath);
        events = single(name + "-events");
        flushes = single(name + "-flush");
        ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1, named(name + "-timer"));
        scheduled.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        scheduled.setRemoveOnCancelPolicy(true);
        timers = scheduled;
    }

    /** A thread for each task. */
    private static final class Unbounded extends ThreadPoolExecutor {
        private final Consumer<Throwable> onDeath;

        Unbounded(String name, Consumer<Throwable> onDeath) {
            super(
                    0,
                    Integer.MAX_VALUE,
                    KEEP_ALIVE_MILLIS,
                    TimeUnit.MILLISECONDS,
                    new SynchronousQueue<>(),
                    named(name));
            this.onDeath = onDeath;
        }

        @Override
        protected void afterExecute(Runnable task, @Nullable Throwable failure) {
            if (!(task instanceof Future<?> done) || done.isCancelled()) {
                return;
            }
            try {
                done.get();
            } catch (ExecutionException e) {
                onDeath.accept(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static ExecutorService single(String name) {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, KEEP_ALIVE_MILLIS, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), named(name));
        executor.allowCoreThreadTimeOut(true);
        return executor;
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

    ExecutorService readers() {
        return readers;
    }

    ExecutorService events() {
        return events;
    }

    ExecutorService flushes() {
        return flushes;
    }

    ScheduledExecutorService timers() {
        return timers;
    }

    /** Ends all threads; what was to be told is told first. Returns whether all ended within the bound. */
    boolean end(long boundNanos) {
        timers.shutdownNow();
        List<Runnable> waiting = flushes.shutdownNow();
        tasks.shutdownNow();
        readers.shutdownNow();
        waiting.forEach(Runnable::run); // whoever waits for them learns that there is nothing to flush any more
        events.shutdown();
        long share = boundNanos / 5; // no clock here; the sum of the waits is the bound
        try {
            return timers.awaitTermination(share, TimeUnit.NANOSECONDS)
                    & flushes.awaitTermination(share, TimeUnit.NANOSECONDS)
                    & tasks.awaitTermination(share, TimeUnit.NANOSECONDS)
                    & readers.awaitTermination(share, TimeUnit.NANOSECONDS)
                    & events.awaitTermination(share, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
