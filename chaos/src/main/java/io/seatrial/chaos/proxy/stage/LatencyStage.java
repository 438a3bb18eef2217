package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.Latency;

/** Lets chunks go when they are old enough. */
final class LatencyStage extends HoldingStage {

    /** As many as Toxiproxy holds: enough for waits to run side by side. */
    private static final int CAPACITY = 1024;

    private final Latency fault;
    private boolean drawn;
    private long due;

    LatencyStage(Way way, Latency fault) {
        super(way, CAPACITY);
        this.fault = fault;
    }

    @Override
    void move() {
        for (Chunk head = head(); head != null && mayPass(); head = head()) {
            if (!drawn) {
                due = head.arrived() + fault.draw(way().draws()).toNanos();
                drawn = true;
            }
            if (due - way().now() > 0) {
                wakeAt(due);
                return;
            }
            drawn = false;
            below().take(poll().at(due));
        }
        passEnd();
    }
}
