package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One request as it travels on the request plane (dynamo-tcp.md 1.1).
 *
 * @param head path and headers
 * @param payload the payload; whoever holds the frame owns one reference and releases it once
 */
public record RequestFrame(RequestHead head, ByteBuf payload) {

    /** Creates a frame. */
    public RequestFrame {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(payload, "payload");
    }

    /** Returns the routing path, or {@code null} if its bytes are not UTF-8: then the answer is {@link AckTexts#INVALID_PATH}. */
    public @Nullable String path() {
        return head.path();
    }

    /** Returns the headers in the order of the wire; empty if there are none or if they cannot be read. */
    public Map<String, String> headers() {
        return head.headers();
    }

    /** Returns the number of bytes of the whole frame, all three lengths included. */
    public long totalBytes() {
        return (long) head.size() + RequestFrameEncoder.PAYLOAD_LENGTH_BYTES + payload.readableBytes();
    }

    /** Releases the payload. */
    public void release() {
        payload.release();
    }
}
