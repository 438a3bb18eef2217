package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.DuplicateFrame;
import java.util.List;

/** Passes frames on twice. */
final class DuplicateFrameStage extends FrameStage {

    DuplicateFrameStage(Way way, DuplicateFrame fault) {
        super(way, fault.frames());
    }

    @Override
    void meet(List<Chunk> chunks) {
        List<Chunk> copies = chunks.stream()
                .map(chunk -> new Chunk(chunk.data().retainedDuplicate(), chunk.arrived(), chunk.first(), chunk.last()))
                .toList();
        chunks.forEach(this::pass);
        copies.forEach(this::pass);
    }
}
