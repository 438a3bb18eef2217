package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.seatrial.plane.PlaneException;
import java.util.Map;

/** Encodes request frames up to a limit. Immutable; one can serve any number of connections. */
public final class RequestFrameEncoder {

    /** An encoder without a limit of its own: only what the length fields cannot hold is refused, as in the model. */
    public static final RequestFrameEncoder UNLIMITED = new RequestFrameEncoder(WireLimits.UNLIMITED);

    /** The length field between head and payload. */
    public static final int PAYLOAD_LENGTH_BYTES = 4;

    private final int maxFrameBytes;

    /**
     * Creates an encoder.
     *
     * @param maxFrameBytes the largest whole frame, all three lengths included
     */
    public RequestFrameEncoder(int maxFrameBytes) {
        this.maxFrameBytes = maxFrameBytes;
    }

    /**
     * Encodes a frame with exactly these headers. A payload above {@link WireLimits#COPY_BYTES} is not copied.
     *
     * @param payload the encoder takes over its reference, also when it fails
     * @return one buffer, or a composite of head and payload
     * @throws PlaneException.InvalidRequest if path or headers do not fit their length fields
     * @throws PlaneException.PayloadTooLarge if the frame is over the limit
     */
    public ByteBuf encode(ByteBufAllocator allocator, String path, Map<String, String> headers, ByteBuf payload) {
        RequestHead head;
        try {
            head = RequestHead.of(path, headers);
        } catch (RuntimeException e) {
            payload.release();
            throw e;
        }
        return encode(allocator, head, payload);
    }

    /** As {@link #encode(ByteBufAllocator, String, Map, ByteBuf)}, with a head that was encoded before. */
    public ByteBuf encode(ByteBufAllocator allocator, RequestHead head, ByteBuf payload) {
        int size = payload.readableBytes();
        try {
            check(head, size);
        } catch (RuntimeException e) {
            payload.release();
            throw e;
        }
        ByteBuf out = allocator.ioBuffer(head.size() + PAYLOAD_LENGTH_BYTES + WireBuffers.copied(size));
        writeUnchecked(out, head, size);
        return WireBuffers.append(allocator, out, payload);
    }

    /**
     * Encodes all that precedes a payload, for a sender that writes the payload itself, right behind.
     *
     * @param payloadBytes the payload's length
     * @throws PlaneException.PayloadTooLarge if the payload does not fit its length field, or the frame the limit
     */
    public ByteBuf encodeHead(ByteBufAllocator allocator, RequestHead head, long payloadBytes) {
        check(head, payloadBytes);
        ByteBuf out = allocator.ioBuffer(head.size() + PAYLOAD_LENGTH_BYTES);
        writeUnchecked(out, head, payloadBytes);
        return out;
    }

    /**
     * Writes all that precedes a payload to the end of a buffer, for a sender that collects small frames in one.
     *
     * @throws PlaneException.PayloadTooLarge as {@link #encodeHead}; then nothing was written
     */
    public void writeHead(ByteBuf out, RequestHead head, long payloadBytes) {
        check(head, payloadBytes);
        writeUnchecked(out, head, payloadBytes);
    }

    /**
     * Refuses what could not be encoded, for a sender that wants to know before it does anything else.
     *
     * @throws PlaneException.PayloadTooLarge if the payload does not fit its length field, or the frame the limit
     */
    public void check(RequestHead head, long payloadBytes) {
        if (payloadBytes > WireLimits.MAX_PAYLOAD_BYTES) {
            throw new PlaneException.PayloadTooLarge("Payload too large: " + payloadBytes + " bytes");
        }
        long total = head.size() + PAYLOAD_LENGTH_BYTES + payloadBytes;
        if (total > maxFrameBytes && maxFrameBytes != WireLimits.UNLIMITED) {
            throw new PlaneException.PayloadTooLarge(
                    "Request too large: " + total + " bytes (max: " + maxFrameBytes + " bytes)");
        }
    }

    private static void writeUnchecked(ByteBuf out, RequestHead head, long payloadBytes) {
        head.writeTo(out);
        out.writeInt((int) payloadBytes);
    }
}
