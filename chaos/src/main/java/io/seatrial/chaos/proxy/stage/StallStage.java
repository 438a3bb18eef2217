package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.Stall;

/** Holds everything for a time. */
final class StallStage extends HoldingStage {

    private final long nanos;
    private long over;

    StallStage(Way way, Stall fault) {
        super(way, 1);
        this.nanos = fault.time().toNanos();
    }

    @Override
    public void begin() {
        over = way().now() + nanos;
    }

    @Override
    void move() {
        if (nanos == 0) {
            return;
        }
        if (over - way().now() > 0) {
            wakeAt(over);
            return;
        }
        while (mayPass()) {
            below().take(poll());
        }
        passEnd();
    }
}
