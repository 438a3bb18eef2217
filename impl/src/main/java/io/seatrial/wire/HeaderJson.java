package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The header object of a request frame: JSON, string to string (dynamo-tcp.md 1.1). */
final class HeaderJson {

    private static final byte[] EMPTY = JsonWriter.piece("{}");

    private HeaderJson() {}

    /** Returns the map as compact JSON, in the order of its iteration; {@code {}} for an empty one. */
    static byte[] encode(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return EMPTY;
        }
        JsonWriter out = new JsonWriter(64 * headers.size());
        char before = '{';
        for (Map.Entry<String, String> header : headers.entrySet()) {
            out.put(before).string(header.getKey()).put(':').string(header.getValue());
            before = ',';
        }
        return out.put('}').toBytes();
    }

    /** Returns the headers in the order of the wire, empty if the bytes are none at all or not such an object: the request is served. */
    static Map<String, String> decodeLeniently(byte[] wire, int from, int length) {
        try {
            return length == 0 ? Map.of() : decode(Unpooled.wrappedBuffer(wire, from, length));
        } catch (WireException ignored) {
            // The model serves such a request without its headers, which only carry tracing (dynamo-tcp.md 6.1, 14).
            return Map.of();
        }
    }

    /**
     * Returns the headers in the order of the wire; of a key given twice the last value counts.
     *
     * @throws WireException if the bytes are not an object of strings; no bytes at all are none either
     */
    static Map<String, String> decode(ByteBuf json) {
        JsonScanner in = new JsonScanner(json);
        Map<String, String> headers = new LinkedHashMap<>();
        in.beginObject();
        while (in.nextKey()) {
            String key = in.key();
            headers.put(key, in.readString());
        }
        in.finish();
        return Collections.unmodifiableMap(headers);
    }
}
