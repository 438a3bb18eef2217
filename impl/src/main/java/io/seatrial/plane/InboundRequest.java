package io.seatrial.plane;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.Objects;

/**
 * A request as it arrived at a server.
 *
 * @param payload the bytes that the caller handed over. Whoever holds the request owns one reference and releases it once
 * @param headers the caller's headers, in the order of the wire where there is one; empty if there were none or if they could not
 *     be read
 */
public record InboundRequest(ByteBuf payload, Map<String, String> headers) {

    /** Creates a request. */
    public InboundRequest {
        Objects.requireNonNull(payload, "payload");
        Objects.requireNonNull(headers, "headers");
    }
}
