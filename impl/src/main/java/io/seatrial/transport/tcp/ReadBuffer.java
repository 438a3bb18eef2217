package io.seatrial.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * The bytes of a connection that are not decoded yet. Whole frames are decoded from the very buffer that the socket was read into; only
 * the rest, the beginning of a frame that is not complete, is copied together with what follows. It holds no memory while it is empty,
 * so a connection that once carried a large frame does not keep its size.
 */
final class ReadBuffer {

    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    /** Adds what was read; takes over its reference. */
    void add(ByteBufAllocator allocator, ByteBuf more) {
        bytes = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, more);
    }

    /** Returns the bytes to decode from; a decoder moves the reader index. */
    ByteBuf bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return !bytes.isReadable();
    }

    /** Gives back the memory if everything was decoded. */
    void trim() {
        if (isEmpty()) {
            release();
        }
    }

    /** Drops everything. The buffer can be used again. */
    void release() {
        bytes.release();
        bytes = Unpooled.EMPTY_BUFFER;
    }
}
