package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.Bandwidth;
import java.util.concurrent.TimeUnit;

/** Lets chunks go as if over a line of limited rate: each when its last byte would have arrived, large ones in parts. */
final class BandwidthStage extends HoldingStage {

    private static final long PART_MILLIS = 100;

    private final long bytesPerMilli;
    private boolean begun;
    private long free;
    private long due;

    BandwidthStage(Way way, Bandwidth fault) {
        super(way, 1);
        this.bytesPerMilli = fault.kilobytesPerSecond();
        this.free = way.now();
    }

    @Override
    void move() {
        if (bytesPerMilli == 0 && head() != null) {
            return;
        }
        for (Chunk head = head(); head != null && mayPass(); head = head()) {
            int part = (int) Math.min(head.size(), bytesPerMilli * PART_MILLIS);
            if (!begun) {
                long now = way().now();
                due = (free - now > 0 ? free : now) + TimeUnit.MILLISECONDS.toNanos(part) / bytesPerMilli;
                begun = true;
            }
            if (due - way().now() > 0) {
                wakeAt(due);
                return;
            }
            begun = false;
            free = due;
            if (part == head.size()) {
                below().take(poll());
            } else {
                Chunk first = head.split(part);
                replaceHead(head.rest());
                below().take(first);
            }
        }
        passEnd();
    }
}
