package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Decodes acknowledgements. It holds no bytes and never changes, so one can serve any number of connections. */
public final class AckDecoder {

    private final int maxBytes;

    /**
     * Creates a decoder.
     *
     * @param maxBytes the largest whole acknowledgement accepted, its length included
     */
    public AckDecoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Takes the next acknowledgement from a buffer. One over the limit is refused as soon as its length is there.
     *
     * @param in consumed up to the acknowledgement's end if it is whole, else left as it is
     * @return the body, a retained slice of {@code in} that the caller releases, or {@code null} if bytes are missing
     * @throws WireException if the acknowledgement is over the limit
     */
    public @Nullable ByteBuf decode(ByteBuf in) {
        int readable = in.readableBytes() - AckFrames.LENGTH_BYTES;
        if (readable < 0) {
            return null;
        }
        long size = in.getUnsignedInt(in.readerIndex());
        if (AckFrames.LENGTH_BYTES + size > maxBytes) {
            throw WireException.tooLarge(AckFrames.tooLarge(size, maxBytes));
        }
        if (readable < size) {
            return null;
        }
        in.skipBytes(AckFrames.LENGTH_BYTES);
        return size == 0 ? Unpooled.EMPTY_BUFFER : in.readRetainedSlice((int) size);
    }

    /**
     * Takes one acknowledgement that must be whole.
     *
     * @throws WireException if it is cut off or over the limit; then nothing is consumed
     */
    public ByteBuf decodeSlice(ByteBuf in) {
        ByteBuf body = decode(in);
        if (body == null) {
            throw WireException.incomplete("Not enough bytes for response: got " + in.readableBytes());
        }
        return body;
    }
}
