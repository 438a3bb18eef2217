package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Objects;

/**
 * A message of two parts, either of which may be empty (dynamo-tcp.md 1.3): the payload of a request, and the only framing of the
 * response plane. Whoever holds it owns one reference of each part.
 *
 * @param header the header's bytes
 * @param body the body's bytes
 */
public record TwoPartMessage(ByteBuf header, ByteBuf body) {

    /** Creates a message; takes over both references. */
    public TwoPartMessage {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(body, "body");
    }

    /** Returns the message that has only a header. */
    public static TwoPartMessage ofHeader(ByteBuf header) {
        return new TwoPartMessage(header, Unpooled.EMPTY_BUFFER);
    }

    /** Returns the message that has only a body. */
    public static TwoPartMessage ofBody(ByteBuf body) {
        return new TwoPartMessage(Unpooled.EMPTY_BUFFER, body);
    }

    /** Returns whether the header is not empty. */
    public boolean hasHeader() {
        return header.isReadable();
    }

    /** Returns whether the body is not empty. */
    public boolean hasBody() {
        return body.isReadable();
    }

    /** Returns the number of bytes on the wire, the lengths included. */
    public long totalBytes() {
        return (long) TwoPartEncoder.HEAD_BYTES + header.readableBytes() + body.readableBytes();
    }

    /** Releases both parts. */
    public void release() {
        header.release();
        body.release();
    }
}
