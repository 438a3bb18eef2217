package io.seatrial.wire;

import io.netty.buffer.ByteBuf;

/**
 * The strict one-shot decoder of request frames. The model has it beside the server's lenient one; it suits tools that hold a whole
 * frame, and it accepts any path length that the field can hold.
 */
public final class RequestFrameSlices {

    private RequestFrameSlices() {}

    /**
     * Takes one frame from the start of a buffer.
     *
     * @param in consumed up to the frame's end, or not at all when this fails
     * @return the frame, which owns a retained slice of {@code in}
     * @throws WireException if the frame is cut off, its path is not UTF-8, or its headers (no bytes at all included) are not a JSON
     *     object of strings
     */
    public static RequestFrame decode(ByteBuf in) {
        int index = in.readerIndex();
        int end = in.writerIndex();
        need("endpoint path length", 2, end - index);
        int pathBytes = in.getUnsignedShort(index);
        need("endpoint path", pathBytes, end - index - 2);
        int headersAt = index + 2 + pathBytes;
        need("headers length", 2, end - headersAt);
        int headersBytes = in.getUnsignedShort(headersAt);
        need("headers", headersBytes, end - headersAt - 2);
        int payloadAt = headersAt + 2 + headersBytes;
        need("payload length", 4, end - payloadAt);
        long payloadBytes = in.getUnsignedInt(payloadAt);
        need("payload", payloadBytes, end - payloadAt - 4);
        RequestHead head = RequestHead.read(in, index, pathBytes, payloadAt - index);
        if (head.path() == null) {
            throw WireException.malformed("Invalid UTF-8 in endpoint path: the " + pathBytes + " bytes are no text");
        }
        try {
            HeaderJson.decode(head.headersJson());
        } catch (WireException e) {
            throw WireException.malformed("Invalid JSON in headers: " + e.getMessage());
        }
        ByteBuf payload = WireBuffers.slice(in, payloadAt + 4, (int) payloadBytes);
        in.readerIndex(payloadAt + 4 + (int) payloadBytes);
        return new RequestFrame(head, payload);
    }

    private static void need(String field, long expected, int got) {
        if (got < expected) {
            throw WireException.incomplete("Not enough bytes for " + field + ": expected " + expected + ", got " + got);
        }
    }
}
