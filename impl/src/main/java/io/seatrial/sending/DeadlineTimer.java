package io.seatrial.sending;

import io.seatrial.plane.spi.NetworkIo;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One timer for many deadlines that come in order. It is armed with the first, and when that is reached it asks for the next: what ended
 * in time never cost a timer. Used by one thread at a time.
 */
public final class DeadlineTimer {

    private final NetworkIo io;
    private final ScheduledExecutorService timers;
    private final Executor owner;
    private final Check check;
    private @Nullable ScheduledFuture<?> armed;

    /** Ends what is due. */
    @FunctionalInterface
    public interface Check {
        /**
         * Ends everything whose deadline is not after {@code now}.
         *
         * @return nanoseconds from {@code now} to the next deadline, or {@link #NOTHING}
         */
        long expire(long now);
    }

    /** There is no deadline left. */
    public static final long NOTHING = Long.MAX_VALUE;

    /**
     * Creates a timer that is not armed.
     *
     * @param owner runs the check: where the owner's state may be touched
     */
    public DeadlineTimer(NetworkIo io, ScheduledExecutorService timers, Executor owner, Check check) {
        this.io = io;
        this.timers = timers;
        this.owner = owner;
        this.check = check;
    }

    /** Arms the timer for a deadline, unless it is armed: then for an earlier one. */
    public void armAt(long deadline) {
        if (armed == null) {
            arm(deadline - io.nanoTime());
        }
    }

    /** Disarms it; a check that is on its way does not run. */
    public void cancel() {
        if (armed != null) {
            armed.cancel(false);
            armed = null;
        }
    }

    private void arm(long nanos) {
        try {
            armed = timers.schedule(this::fired, Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException shutDown) {
            armed = null; // the network is closing, and with it every connection that the deadlines are about
        }
    }

    private void fired() {
        owner.execute(() -> {
            if (armed == null) {
                return; // cancelled in the meantime
            }
            armed = null;
            long next = check.expire(io.nanoTime());
            if (next != NOTHING && armed == null) {
                arm(next);
            }
        });
    }
}
