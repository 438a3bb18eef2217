package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.PlaneException;
import java.nio.charset.StandardCharsets;

/** Encodes acknowledgements: a 32-bit length and as many bytes (dynamo-tcp.md 1.2). */
public final class AckFrames {

    static final int LENGTH_BYTES = 4;

    private static final ByteBuf EMPTY = WireBuffers.constant(new byte[LENGTH_BYTES]);

    private AckFrames() {}

    /** Returns the acknowledgement of a request that was queued: four zero bytes, shared, which nobody needs to release. */
    public static ByteBuf empty() {
        return EMPTY.duplicate();
    }

    /** Writes the acknowledgement of a request that was queued, for a sender that collects several in one buffer. */
    public static void writeEmpty(ByteBuf out) {
        out.writeInt(0);
    }

    /** Writes an acknowledgement whose body is a text, for a sender that collects several in one buffer. */
    public static void write(ByteBuf out, String body) {
        int lengthAt = out.writerIndex();
        out.writeInt(0);
        out.setInt(lengthAt, ByteBufUtil.writeUtf8(out, body));
    }

    /** Encodes an acknowledgement whose body is a text. */
    public static ByteBuf encode(ByteBufAllocator allocator, String body) {
        return encode(allocator, Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8)), WireLimits.UNLIMITED);
    }

    /**
     * Encodes an acknowledgement.
     *
     * @param body the encoder takes over its reference, also when it fails
     * @param maxBytes the largest whole acknowledgement, its length included
     * @throws PlaneException.PayloadTooLarge if it is larger
     */
    public static ByteBuf encode(ByteBufAllocator allocator, ByteBuf body, int maxBytes) {
        int size = body.readableBytes();
        if ((long) LENGTH_BYTES + size > maxBytes) {
            body.release();
            throw new PlaneException.PayloadTooLarge(tooLarge(size, maxBytes));
        }
        ByteBuf out =
                allocator.ioBuffer(LENGTH_BYTES + WireBuffers.copied(size)).writeInt(size);
        return WireBuffers.append(allocator, out, body);
    }

    static String tooLarge(long bodyBytes, int maxBytes) {
        return "Response too large: " + (LENGTH_BYTES + bodyBytes) + " bytes (max: " + maxBytes + " bytes)";
    }
}
