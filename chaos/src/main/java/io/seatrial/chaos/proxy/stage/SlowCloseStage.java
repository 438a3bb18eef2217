package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.SlowClose;

/** Holds the end for a time. */
final class SlowCloseStage extends HoldingStage {

    private final long nanos;
    private boolean waiting;
    private long due;

    SlowCloseStage(Way way, SlowClose fault) {
        super(way, 1);
        this.nanos = fault.delay().toNanos();
    }

    @Override
    void move() {
        while (mayPass()) {
            below().take(poll());
        }
        if (head() != null || ended() == null) {
            return;
        }
        if (!waiting) {
            waiting = true;
            due = ended() == End.RESET ? way().now() : way().now() + nanos;
        }
        if (due - way().now() > 0) {
            wakeAt(due);
        } else {
            passEnd();
        }
    }
}
