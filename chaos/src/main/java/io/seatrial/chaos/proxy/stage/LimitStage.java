package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.CutAfterBytes;

/** Ends the connection after so many bytes. */
final class LimitStage extends HoldingStage {

    private final long limit;
    private final End ending;
    private long passed;

    LimitStage(Way way, CutAfterBytes fault) {
        super(way, 1);
        this.limit = fault.bytes();
        this.ending = End.of(fault.ending());
    }

    @Override
    public void inherit(Stage old) {
        if (old instanceof LimitStage stage) {
            passed = stage.passed;
        }
        super.inherit(old);
    }

    @Override
    void move() {
        for (Chunk head = head(); head != null && mayPass(); head = head()) {
            long left = Math.max(0, limit - passed);
            if (left >= head.size()) {
                passed += head.size();
                below().take(poll());
            } else if (left > 0) {
                passed += left;
                below().take(head.split((int) left));
            }
            if (passed >= limit) {
                endWith(ending);
                return;
            }
        }
        passEnd();
    }
}
