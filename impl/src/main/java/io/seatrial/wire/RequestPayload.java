package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.seatrial.plane.PlaneException;
import java.util.Objects;

/**
 * What a request's payload holds on every request plane: a two-part message of control message and request (dynamo-tcp.md 1.4).
 *
 * @param control the control message
 * @param body the request's JSON; whoever holds the payload owns one reference and releases it once
 */
public record RequestPayload(RequestControl control, ByteBuf body) {

    /** Creates a payload. */
    public RequestPayload {
        Objects.requireNonNull(control, "control");
        Objects.requireNonNull(body, "body");
    }

    /**
     * Encodes a payload. A body above {@link WireLimits#COPY_BYTES} is not copied.
     *
     * @param body JSON, which is sent as it is; the encoder takes over its reference, also when it fails
     * @throws PlaneException.InvalidRequest if the body is empty, which no worker accepts
     */
    public static ByteBuf encode(ByteBufAllocator allocator, RequestControl control, ByteBuf body) {
        int size = body.readableBytes();
        if (size == 0) {
            body.release();
            throw new PlaneException.InvalidRequest("Request body is empty", null);
        }
        byte[] json = control.toJson();
        ByteBuf out = allocator.ioBuffer(TwoPartEncoder.HEAD_BYTES + json.length + WireBuffers.copied(size));
        TwoPartEncoder.writeHead(out, json.length, size);
        return WireBuffers.append(allocator, out.writeBytes(json), body);
    }

    /**
     * Reads a payload. Bytes behind the message are ignored.
     *
     * @param payload left as it is; the body is a retained slice of it
     * @throws WireException if the message is cut off, one of its parts is empty, or the control message cannot be read
     */
    public static RequestPayload decode(ByteBuf payload) {
        TwoPartMessage message = TwoPartDecoder.UNLIMITED.decodeOnce(payload);
        try {
            if (!message.hasHeader() || !message.hasBody()) {
                throw WireException.malformed("Invalid message: header and body must not be empty");
            }
            return new RequestPayload(
                    RequestControl.decode(message.header()), message.body().retain());
        } finally {
            message.release();
        }
    }

    /** Releases the body. */
    public void release() {
        body.release();
    }
}
