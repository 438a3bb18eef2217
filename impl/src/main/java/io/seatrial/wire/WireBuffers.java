package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** How messages are put together from buffers, with or without a copy. */
final class WireBuffers {

    /** Head, two parts, and what closes them: no message here has more. */
    private static final int MAX_COMPONENTS = 4;

    private WireBuffers() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns how many bytes of a tail {@link #append} copies: all or none. */
    static int copied(int tailBytes) {
        return tailBytes <= WireLimits.COPY_BYTES ? tailBytes : 0;
    }

    /** Returns both behind one another, copied or composed as the tail's size says. Takes over both. */
    static ByteBuf append(ByteBufAllocator allocator, ByteBuf head, ByteBuf tail) {
        if (head instanceof CompositeByteBuf composite) {
            return composite.addComponent(true, tail);
        }
        int size = tail.readableBytes();
        if (size > WireLimits.COPY_BYTES) {
            return allocator.compositeBuffer(MAX_COMPONENTS).addComponents(true, head, tail);
        }
        head.writeBytes(tail, tail.readerIndex(), size);
        tail.release();
        return head;
    }

    /**
     * Returns a buffer that can be shared by all threads and written to any number of channels, as long as each use takes its own
     * {@link ByteBuf#duplicate()}: it cannot be written to, and releasing it does nothing.
     */
    static ByteBuf constant(byte[] bytes) {
        ByteBuf direct = Unpooled.directBuffer(bytes.length, bytes.length).writeBytes(bytes);
        return Unpooled.unreleasableBuffer(direct).asReadOnly();
    }

    /** Returns a retained slice, or the empty buffer, which needs no reference. */
    static ByteBuf slice(ByteBuf in, int index, int length) {
        return length == 0 ? Unpooled.EMPTY_BUFFER : in.retainedSlice(index, length);
    }

    /** Returns whether the readable bytes are exactly these. */
    static boolean holds(ByteBuf in, byte[] bytes) {
        return in.readableBytes() == bytes.length && equal(in, in.readerIndex(), bytes);
    }

    /** Returns whether the bytes at an index are these; there must be enough of them. */
    static boolean equal(ByteBuf in, int index, byte[] bytes) {
        return ByteBufUtil.equals(Unpooled.wrappedBuffer(bytes), 0, in, index, bytes.length);
    }
}
