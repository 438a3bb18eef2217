package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Gathers a body from its parts. A body that comes in one part is not copied, nor is a large part. Small parts are copied together: a
 * peer that sends single bytes would otherwise pay one byte for each hundred that it costs.
 */
final class BodyBuffer {

    private static final int SMALL_BYTES = 4 * 1024;
    private static final int GATHERED_BYTES = 64 * 1024;

    private final ByteBufAllocator allocator;
    private @Nullable CompositeByteBuf parts;
    private @Nullable ByteBuf gathered;
    private int bytes;

    BodyBuffer(ByteBufAllocator allocator) {
        this.allocator = allocator;
    }

    /** Returns how many bytes there are. */
    int bytes() {
        return bytes;
    }

    /** Adds a part that is not the last; takes over its reference. */
    void add(ByteBuf part) {
        int length = part.readableBytes();
        bytes += length;
        if (length >= SMALL_BYTES) {
            settle();
            parts().addComponent(true, part);
            return;
        }
        if (gathered == null) {
            gathered = allocator.buffer(length);
        }
        gathered.writeBytes(part);
        part.release();
        if (gathered.readableBytes() >= GATHERED_BYTES) {
            settle();
        }
    }

    /** Returns the whole with its last part, whose reference it takes over; the caller owns it. The buffer is empty then. */
    ByteBuf take(ByteBuf last) {
        if (bytes == 0) {
            release();
            return last;
        }
        add(last);
        if (parts != null) {
            settle();
        }
        ByteBuf whole = parts == null ? gathered : parts;
        parts = null;
        gathered = null;
        bytes = 0;
        return whole == null ? last : whole;
    }

    /** Drops everything. */
    void release() {
        if (parts != null) {
            parts.release();
            parts = null;
        }
        if (gathered != null) {
            gathered.release();
            gathered = null;
        }
        bytes = 0;
    }

    private void settle() {
        if (gathered != null) {
            parts().addComponent(true, gathered);
            gathered = null;
        }
    }

    private CompositeByteBuf parts() {
        if (parts == null) {
            parts = allocator.compositeBuffer(Integer.MAX_VALUE);
        }
        return parts;
    }
}
