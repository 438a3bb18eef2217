package io.seatrial.chaos.proxy.stage;

import io.netty.util.concurrent.Future;
import io.seatrial.chaos.fault.ResetOnData;
import org.jspecify.annotations.Nullable;

/** Swallows the first bytes and then resets the connection. */
final class ResetOnDataStage extends SwallowStage {

    private final Way way;
    private final long nanos;
    private @Nullable Future<?> alarm;

    ResetOnDataStage(Way way, ResetOnData fault) {
        this.way = way;
        this.nanos = fault.delay().toNanos();
    }

    @Override
    void swallowed() {
        if (alarm == null) {
            alarm = way.after(nanos, way::reset);
        }
    }

    @Override
    public void end(End end) {
        super.end(end);
        swallowed();
    }

    /** The bytes are lost already: whatever came behind them now would be taken for what it is not. */
    @Override
    public void leave() {
        if (alarm != null) {
            discard();
            way.reset();
        }
    }

    /** What was begun is carried out. */
    @Override
    public void inherit(Stage old) {
        if (old instanceof ResetOnDataStage stage && stage.alarm != null) {
            alarm = stage.alarm;
        }
    }

    @Override
    public void discard() {
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
