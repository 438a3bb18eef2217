package io.seatrial.chaos.proxy.framing;

import io.netty.buffer.ByteBuf;

/** Finds the ends of frames in one direction of one connection. Used on one thread. */
@FunctionalInterface
public interface FrameScanner {

    /**
     * Takes bytes of the frame that is under way, up to its end and no further.
     *
     * @param bytes what came next; its reader index is moved past what was taken, by one byte at least if there is any
     * @return whether the frame ends at the reader index; {@code false} means that all bytes were taken and the frame goes on
     */
    boolean advance(ByteBuf bytes);
}
