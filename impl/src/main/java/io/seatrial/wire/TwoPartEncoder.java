package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.PlaneException;

/**
 * Encodes two-part messages up to a limit. The checksum is always 0: release builds of the model write that and never look at it, debug
 * builds take 0 for "none". Immutable; one can serve any number of connections.
 */
public final class TwoPartEncoder {

    /** What precedes the header: its length, the body's length, the checksum; 8 bytes each. */
    public static final int HEAD_BYTES = 24;

    /** An encoder without a limit, as the model uses it everywhere. */
    public static final TwoPartEncoder UNLIMITED = new TwoPartEncoder(WireLimits.UNLIMITED);

    private final int maxBytes;

    /**
     * Creates an encoder.
     *
     * @param maxBytes the largest whole message, the {@value #HEAD_BYTES} bytes of lengths and checksum included
     */
    public TwoPartEncoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Encodes a message. A part above {@link WireLimits#COPY_BYTES} is not copied.
     *
     * @param message the encoder takes over its references, also when it fails
     * @throws PlaneException.PayloadTooLarge if the message is over the limit
     */
    public ByteBuf encode(ByteBufAllocator allocator, TwoPartMessage message) {
        long total = message.totalBytes();
        if (total > maxBytes) {
            message.release();
            throw new PlaneException.PayloadTooLarge(tooLarge(Long.toString(total), maxBytes));
        }
        int headerBytes = message.header().readableBytes();
        int bodyBytes = message.body().readableBytes();
        int copied = headerBytes <= WireLimits.COPY_BYTES ? headerBytes + WireBuffers.copied(bodyBytes) : 0;
        ByteBuf out = allocator.ioBuffer(HEAD_BYTES + copied);
        writeHead(out, headerBytes, bodyBytes);
        return WireBuffers.append(allocator, WireBuffers.append(allocator, out, message.header()), message.body());
    }

    /** Writes the lengths and the checksum of a message whose parts the caller writes right behind. */
    public static void writeHead(ByteBuf out, long headerBytes, long bodyBytes) {
        out.writeLong(headerBytes).writeLong(bodyBytes).writeLong(0);
    }

    /** Encodes a small header-only message. */
    static ByteBuf encodeHeader(ByteBufAllocator allocator, byte[] header) {
        ByteBuf out = allocator.ioBuffer(HEAD_BYTES + header.length);
        writeHead(out, header.length, 0);
        return out.writeBytes(header);
    }

    /** Returns a message as a shared buffer ({@link WireBuffers#constant}). */
    static ByteBuf constant(byte[] header, byte[] body) {
        byte[] message = new byte[HEAD_BYTES + header.length + body.length];
        ByteBuf out = Unpooled.wrappedBuffer(message).writerIndex(0);
        writeHead(out, header.length, body.length);
        out.writeBytes(header).writeBytes(body);
        return WireBuffers.constant(message);
    }

    static String tooLarge(String totalBytes, int maxBytes) {
        return "Message size " + totalBytes + " exceeds the maximum allowed size of " + maxBytes + " bytes";
    }
}
