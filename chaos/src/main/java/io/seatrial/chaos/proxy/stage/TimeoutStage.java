package io.seatrial.chaos.proxy.stage;

import io.netty.util.concurrent.Future;
import io.seatrial.chaos.fault.Timeout;
import org.jspecify.annotations.Nullable;

/** Swallows bytes, and closes the connection when none has come for a time. */
final class TimeoutStage extends SwallowStage {

    private final Way way;
    private final long nanos;
    private @Nullable Future<?> alarm;
    private boolean closed;

    TimeoutStage(Way way, Timeout fault) {
        this.way = way;
        this.nanos = fault.time().toNanos();
    }

    @Override
    public void begin() {
        discard();
        if (nanos > 0 && !closed) {
            alarm = way.after(nanos, this::leave);
        }
    }

    @Override
    void swallowed() {
        begin();
    }

    @Override
    public void end(End end) {
        discard();
        if (!closed) {
            closed = true;
            below().end(end);
        }
    }

    @Override
    public void leave() {
        end(End.CLOSE);
    }

    /** A changed time counts from the change. */
    @Override
    public void inherit(Stage old) {
        old.discard();
        closed = old instanceof TimeoutStage stage && stage.closed;
    }

    @Override
    public void discard() {
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }
}
