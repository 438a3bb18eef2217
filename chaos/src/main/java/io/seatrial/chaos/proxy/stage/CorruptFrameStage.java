package io.seatrial.chaos.proxy.stage;

import io.netty.buffer.ByteBuf;
import io.seatrial.chaos.fault.CorruptFrame;
import java.util.List;

/** Changes one byte of a frame. */
final class CorruptFrameStage extends FrameStage {

    private static final int OTHER_VALUES = 255;

    private final long offset;

    CorruptFrameStage(Way way, CorruptFrame fault) {
        super(way, fault.frames());
        this.offset = fault.offset();
    }

    @Override
    void meet(List<Chunk> chunks) {
        long size = chunks.stream().mapToLong(Chunk::size).sum();
        long at = offset == CorruptFrame.ANY ? way().draws().below(size) : offset;
        int change = 1 + (int) way().draws().below(OTHER_VALUES);
        for (Chunk chunk : chunks) {
            boolean here = at >= 0 && at < chunk.size();
            Chunk passed = here ? changed(chunk, (int) at, change) : chunk;
            at -= passed.size();
            pass(passed);
        }
    }

    /** The bytes may be shared with a duplicate of the frame, so they are copied. */
    private static Chunk changed(Chunk chunk, int at, int change) {
        ByteBuf copy = chunk.data().copy();
        chunk.release();
        copy.setByte(at, copy.getByte(at) ^ change);
        return new Chunk(copy, chunk.arrived(), chunk.first(), chunk.last());
    }
}
