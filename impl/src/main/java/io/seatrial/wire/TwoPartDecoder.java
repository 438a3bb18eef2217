package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Decodes two-part messages. It holds no bytes and never changes, so one can serve any number of connections. Checksums are never
 * verified: release builds of the model neither write nor read them, and what TCP delivers has been checked already.
 */
public final class TwoPartDecoder {

    /** A decoder that refuses only what no buffer could hold. */
    public static final TwoPartDecoder UNLIMITED = new TwoPartDecoder(WireLimits.UNLIMITED);

    private final int maxBytes;

    /**
     * Creates a decoder.
     *
     * @param maxBytes the largest whole message accepted, the {@value TwoPartEncoder#HEAD_BYTES} bytes of lengths and checksum included
     */
    public TwoPartDecoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Takes the next message from a buffer. One over the limit, also one whose lengths add up to more than 64 bits, is refused as soon as
     * both lengths are there; nothing is allocated before.
     *
     * @param in consumed up to the message's end if it is whole, else left as it is
     * @return the message, whose parts are retained slices of {@code in}, or {@code null} if bytes are missing
     * @throws WireException if the message is over the limit
     */
    public @Nullable TwoPartMessage decode(ByteBuf in) {
        int readable = in.readableBytes();
        if (readable < 2 * Long.BYTES) {
            return null;
        }
        int index = in.readerIndex();
        long headerBytes = in.getLong(index);
        long bodyBytes = in.getLong(index + Long.BYTES);
        long room = (long) maxBytes - TwoPartEncoder.HEAD_BYTES;
        // Unsigned: a length beyond 2^63 reads as negative.
        if (headerBytes < 0 || bodyBytes < 0 || headerBytes > room || bodyBytes > room - headerBytes) {
            throw WireException.tooLarge(TwoPartEncoder.tooLarge(total(headerBytes, bodyBytes), maxBytes));
        }
        int header = (int) headerBytes;
        int body = (int) bodyBytes;
        if (readable - TwoPartEncoder.HEAD_BYTES < header + body) {
            return null;
        }
        int headerAt = index + TwoPartEncoder.HEAD_BYTES;
        TwoPartMessage message = new TwoPartMessage(
                WireBuffers.slice(in, headerAt, header), WireBuffers.slice(in, headerAt + header, body));
        in.readerIndex(headerAt + header + body);
        return message;
    }

    /**
     * Reads one message that must be whole, as a request's payload is read. Bytes behind it are ignored.
     *
     * @param payload left as it is
     * @throws WireException if the message is cut off or over the limit
     */
    public TwoPartMessage decodeOnce(ByteBuf payload) {
        TwoPartMessage message = decode(payload.duplicate());
        if (message == null) {
            throw WireException.incomplete("Invalid message: No message decoded");
        }
        return message;
    }

    private static String total(long headerBytes, long bodyBytes) {
        return new BigInteger(Long.toUnsignedString(headerBytes))
                .add(new BigInteger(Long.toUnsignedString(bodyBytes)))
                .add(BigInteger.valueOf(TwoPartEncoder.HEAD_BYTES))
                .toString();
    }
}
