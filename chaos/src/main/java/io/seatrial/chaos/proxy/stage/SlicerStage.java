package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.Draws;
import io.seatrial.chaos.fault.Slicer;
import java.util.ArrayDeque;

/** Cuts chunks into pieces of about one size, with a pause behind each. */
final class SlicerStage extends HoldingStage {

    private final Slicer fault;
    private final ArrayDeque<Integer> sizes = new ArrayDeque<>();
    private long notBefore;

    SlicerStage(Way way, Slicer fault) {
        super(way, 1);
        this.fault = fault;
        this.notBefore = way.now();
    }

    @Override
    void move() {
        for (Chunk head = head(); head != null && mayPass(); head = head()) {
            if (notBefore - way().now() > 0) {
                wakeAt(notBefore);
                return;
            }
            if (sizes.isEmpty()) {
                cut(head.size(), way().draws());
            }
            int size = sizes.remove();
            notBefore = way().now() + fault.delay().toNanos();
            if (size == head.size()) {
                below().take(poll());
            } else {
                Chunk piece = head.split(size);
                replaceHead(head.rest());
                below().take(piece);
            }
        }
        passEnd();
    }

    /** Halves until the parts are small enough, so that no small rest is left at the end. */
    private void cut(int size, Draws draws) {
        if (size - fault.averageSize() <= fault.variation() || size < 2) {
            sizes.add(size);
            return;
        }
        long shift = fault.variation() == 0 ? 0 : draws.below(2L * fault.variation()) - fault.variation();
        int left = (int) Math.max(1, Math.min(size - 1, size / 2 + shift));
        cut(left, draws);
        cut(size - left, draws);
    }
}
