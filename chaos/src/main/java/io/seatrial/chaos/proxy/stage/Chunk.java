package io.seatrial.chaos.proxy.stage;

import io.netty.buffer.ByteBuf;

/**
 * Some bytes on their way. Who is given a chunk owns it.
 *
 * @param data the bytes
 * @param arrived when they were read, or left the last stage that delays by age; of the event loop's clock
 * @param first whether a frame begins with them; never, if the link's framing is not known
 * @param last whether a frame ends with them
 */
public record Chunk(ByteBuf data, long arrived, boolean first, boolean last) {

    /** Returns the number of bytes. */
    public int size() {
        return data.readableBytes();
    }

    /** Splits off the first bytes; this is left with the rest. */
    Chunk split(int bytes) {
        return new Chunk(data.readRetainedSlice(bytes), arrived, first, false);
    }

    /** Returns the rest that a split has left. */
    Chunk rest() {
        return new Chunk(data, arrived, false, last);
    }

    Chunk at(long time) {
        return new Chunk(data, time, first, last);
    }

    /** Gives the bytes back. */
    public void release() {
        data.release();
    }
}
