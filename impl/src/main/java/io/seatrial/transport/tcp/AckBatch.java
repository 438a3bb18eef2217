package io.seatrial.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.seatrial.wire.AckFrames;

/** Collects the acknowledgements of one connection, so that all frames that were read at once are answered with one write. */
final class AckBatch {

    private static final int FULL_BYTES = 16 * 1024;

    private final ByteBufAllocator allocator;
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    AckBatch(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** Adds the answer to a request that was accepted. */
    void accept() {
        AckFrames.writeEmpty(buffer());
    }

    /** Adds the answer to a request that was refused. */
    void refuse(String text) {
        AckFrames.write(buffer(), text);
    }

    boolean isEmpty() {
        return !bytes.isReadable();
    }

    /** Returns whether there is enough to be written even though more may follow. */
    boolean isFull() {
        return bytes.readableBytes() >= FULL_BYTES;
    }

    /** Returns what was collected, maybe nothing; the caller owns it, and the batch begins anew. */
    ByteBuf take() {
        ByteBuf taken = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        return taken;
    }

    private ByteBuf buffer() {
        if (bytes == Unpooled.EMPTY_BUFFER) {
            bytes = allocator.ioBuffer();
        }
        return bytes;
    }
}
