package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.DropFrame;
import java.util.List;

/** Loses frames. */
final class DropFrameStage extends FrameStage {

    DropFrameStage(Way way, DropFrame fault) {
        super(way, fault.frames());
    }

    @Override
    void meet(List<Chunk> chunks) {
        chunks.forEach(Chunk::release);
        above().room();
    }
}
