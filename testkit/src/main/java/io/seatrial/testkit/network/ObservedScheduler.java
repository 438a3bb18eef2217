package io.seatrial.testkit.network;

import io.seatrial.testkit.ledger.Account;
import io.seatrial.testkit.ledger.OpenThings;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Counts the timers that have neither fired nor been cancelled. Netty's event loops are behind it; it cannot be shut down. */
final class ObservedScheduler extends AbstractExecutorService implements ScheduledExecutorService {

    private final ScheduledExecutorService scheduler;
    private final OpenThings timers;

    private ObservedScheduler(ScheduledExecutorService scheduler, OpenThings timers) {
        this.scheduler = scheduler;
        this.timers = timers;
    }

    static ObservedScheduler of(ScheduledExecutorService scheduler) {
        return new ObservedScheduler(scheduler, new OpenThings("timers"));
    }

    /** Returns the same account over another executor. */
    ObservedScheduler over(ScheduledExecutorService other) {
        return other == scheduler ? this : new ObservedScheduler(other, timers);
    }

    Account timers() {
        return timers;
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return counted(scheduler.schedule(command, delay, unit), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return counted(scheduler.schedule(callable, delay, unit), delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        return counted(scheduler.scheduleAtFixedRate(command, initialDelay, period, unit), period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        return counted(scheduler.scheduleWithFixedDelay(command, initialDelay, delay, unit), delay, unit);
    }

    private <V, F extends ScheduledFuture<V>> F counted(F timer, long delay, TimeUnit unit) {
        if (timer instanceof io.netty.util.concurrent.Future<?> future) {
            timers.opened(timer, "a timer of " + unit.toMillis(delay) + " ms");
            future.addListener(done -> timers.closed(timer));
        }
        return timer;
    }

    @Override
    public void execute(Runnable command) {
        scheduler.execute(command);
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("the scheduler belongs to the network");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException("the scheduler belongs to the network");
    }

    @Override
    public boolean isShutdown() {
        return scheduler.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return scheduler.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return scheduler.awaitTermination(timeout, unit);
    }
}
