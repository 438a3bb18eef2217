package io.seatrial.testkit.simulation;

import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoRegistration;
import io.netty.channel.ManualIoEventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one event loop of a world: channels, timers and handlers of all its processes run on it, in virtual time. It refuses work from any
 * other thread than the one that made it, and remembers that it did, since such an exception is easily swallowed.
 */
final class SimulationLoop extends ManualIoEventLoop {

    private final Thread owner;
    private final VirtualClock clock;
    private final Trespass trespass;
    private final Map<ScheduledFuture<?>, String> timers = new LinkedHashMap<>();
    private boolean running;

    SimulationLoop(VirtualClock clock) {
        this(Thread.currentThread(), clock, new Trespass());
    }

    private SimulationLoop(Thread owner, VirtualClock clock, Trespass trespass) {
        super(null, owner, loop -> new NoIo(owner, trespass), clock);
        this.owner = owner;
        this.clock = clock;
        this.trespass = trespass;
    }

    /** Fails if this is not the thread of the world, or if another one has been here before. */
    void requireOwner() {
        if (Thread.currentThread() != owner) {
            throw trespass.by(Thread.currentThread(), owner);
        }
        IllegalStateException earlier = trespass.first.get();
        if (earlier != null) {
            throw new IllegalStateException(earlier.getMessage(), earlier);
        }
    }

    /** Returns whether a task or timer of this loop is on the stack. */
    boolean isRunning() {
        return running;
    }

    /** Runs all that is due now. Returns how many tasks that were. */
    int runDue() {
        running = true;
        try {
            return runNow(
                    1); // a bound in virtual time, which stands still: it only makes the loop look at the clock after
            // each task
        } finally {
            running = false;
        }
    }

    /** Moves the clock to the next timer, if there is one before {@code limit}. Returns false if there is no timer at all. */
    boolean advance(long limit) {
        long next = nextScheduledTaskDeadlineNanos();
        if (next == -1) {
            return false;
        }
        clock.advanceTo(Math.min(next, limit));
        return true;
    }

    /** Runs a task of the network itself, which is nobody's leftover. */
    void at(long nanoTime, Runnable task) {
        super.schedule(task, nanoTime - clock.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Returns the timers that are still to run, with what each is. */
    Map<Object, String> timers() {
        return new LinkedHashMap<>(timers);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        requireOwner();
        return track(super.schedule(command, delay, unit), command, delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        requireOwner();
        return track(super.schedule(callable, delay, unit), callable, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initialDelay, long period, TimeUnit unit) {
        requireOwner();
        return track(super.scheduleAtFixedRate(command, initialDelay, period, unit), command, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay, TimeUnit unit) {
        requireOwner();
        return track(super.scheduleWithFixedDelay(command, initialDelay, delay, unit), command, delay, unit);
    }

    private <F extends ScheduledFuture<?>> F track(F timer, Object task, long delay, TimeUnit unit) {
        timers.put(timer, "timer of " + unit.toMillis(delay) + " ms: " + nameOf(task));
        timer.addListener(done -> timers.remove(timer));
        return timer;
    }

    /** Returns the class without the part that differs from run to run for a lambda. */
    private static String nameOf(Object task) {
        String name = task.getClass().getName();
        int hidden = name.indexOf('/');
        return hidden < 0 ? name : name.substring(0, hidden);
    }

    /** Remembers the first thread that did not belong here. */
    private static final class Trespass {
        private final AtomicReference<@Nullable IllegalStateException> first = new AtomicReference<>();

        IllegalStateException by(Thread thread, Thread owner) {
            IllegalStateException failure =
                    new IllegalStateException("A simulation runs on one thread, " + owner.getName()
                            + ", but was used from " + thread.getName() + ": its run can no longer be repeated");
            first.compareAndSet(null, failure);
            return failure;
        }
    }

    /** There is no input or output to wait for. A wake-up comes only with work from another thread. */
    private record NoIo(Thread owner, Trespass trespass) implements IoHandler {
        @Override
        public int run(IoHandlerContext context) {
            return 0;
        }

        @Override
        public void wakeup() {
            if (Thread.currentThread() != owner) {
                throw trespass.by(Thread.currentThread(), owner);
            }
        }

        @Override
        public IoRegistration register(IoHandle handle) {
            throw new UnsupportedOperationException("Only simulated channels live here, and they need no registration");
        }

        @Override
        public boolean isCompatible(Class<? extends IoHandle> handleType) {
            return false;
        }
    }
}
