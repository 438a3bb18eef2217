package io.seatrial.chaos.proxy.stage;

import io.netty.util.concurrent.Future;
import io.seatrial.chaos.fault.Reset;
import org.jspecify.annotations.Nullable;

/** Resets the connection some time after the fault has begun. Without a delay, what was passed on before arrives before the reset. */
final class ResetStage extends PassingStage {

    private final Way way;
    private final long nanos;
    private final boolean behindBytes;
    private @Nullable Future<?> alarm;

    /**
     * Creates a stage.
     *
     * @param behindBytes whether bytes passed on before are waited for, as those before the fault's moment are
     */
    ResetStage(Way way, Reset fault, boolean behindBytes) {
        this.way = way;
        this.nanos = fault.delay().toNanos();
        this.behindBytes = behindBytes;
    }

    @Override
    public void begin() {
        if (nanos == 0 && behindBytes) {
            below().end(End.RESET);
        } else {
            alarm = way.after(nanos, way::reset);
        }
    }

    @Override
    public void leave() {
        discard();
    }

    @Override
    public void discard() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
