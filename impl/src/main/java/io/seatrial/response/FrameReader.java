package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.seatrial.wire.TwoPartDecoder;
import io.seatrial.wire.TwoPartMessage;
import org.jspecify.annotations.Nullable;

/** The bytes of one connection that are not yet taken apart into messages. Owns what it is fed. */
final class FrameReader {

    private final TwoPartDecoder decoder;
    private @Nullable ByteBuf bytes;

    FrameReader(int maxMessageBytes) {
        this.decoder = new TwoPartDecoder(maxMessageBytes);
    }

    /** Adds bytes behind those that are left; takes over the reference. */
    void feed(ByteBufAllocator allocator, ByteBuf more) {
        bytes = bytes == null ? more : ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, more);
    }

    /**
     * Takes the next message, which the caller releases; {@code null} if there is no whole one.
     *
     * @throws io.seatrial.wire.WireException if what comes next is no message; nothing can be read after it
     */
    @Nullable
    TwoPartMessage next() {
        if (bytes == null) {
            return null;
        }
        TwoPartMessage message = decoder.decode(bytes);
        if (!bytes.isReadable()) {
            clear();
        }
        return message;
    }

    /** Returns whether bytes are left. */
    boolean hasBytes() {
        return bytes != null;
    }

    /** Moves what is left out of the network's buffers, for a connection that is gone while its reader takes its time. */
    void detach() {
        if (bytes != null) {
            ByteBuf copy = Unpooled.copiedBuffer(bytes);
            clear();
            bytes = copy;
        }
    }

    /** Drops what is left. */
    void clear() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
    }
}
