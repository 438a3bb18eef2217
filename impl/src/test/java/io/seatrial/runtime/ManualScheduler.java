package io.seatrial.runtime;

import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A scheduler whose time stands still until the test lets it pass. What shall run at once runs on threads, as it does elsewhere. */
final class ManualScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final Executor threads;
    private final PriorityQueue<Timer<?>> timers = new PriorityQueue<>(); // guarded by this, as are the next
    private long now;
    private long created;

    ManualScheduler(Executor threads) {
        this.threads = threads;
    }

    synchronized long nanoTime() {
        return now;
    }

    /** Returns how many timers are set. */
    synchronized int timers() {
        timers.removeIf(FutureTask::isDone);
        return timers.size();
    }

    /** Lets time pass, and runs what is due, in order and each at its time, on this thread. */
    void pass(long millis) {
        long end = nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Timer<?> due = next(end); due != null; due = next(end)) {
            due.run();
        }
    }

    private synchronized Timer<?> next(long end) {
        Timer<?> first = timers.peek();
        if (first == null || first.due > end) {
            now = end;
            return null;
        }
        now = Math.max(now, first.due);
        return timers.remove();
    }

    private synchronized <V> ScheduledFuture<V> add(Callable<V> task, long delay, TimeUnit unit) {
        Timer<V> timer = new Timer<>(task, now + unit.toNanos(delay), created++);
        timers.add(timer);
        return timer;
    }

    private final class Timer<V> extends FutureTask<V> implements ScheduledFuture<V> {
        private final long due;
        private final long number;

        Timer(Callable<V> task, long due, long number) {
            super(task);
            this.due = due;
            this.number = number;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Timer<?> timer = (Timer<?>) other;
            int byTime = Long.compare(due, timer.due);
            return byTime != 0 ? byTime : Long.compare(number, timer.number);
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(Executors.callable(command), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(callable, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("Nothing here repeats");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("Nothing here repeats");
    }

    @Override
    public void execute(Runnable command) {
        threads.execute(command);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
