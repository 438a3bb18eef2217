package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The header object of a request frame: JSON, string to string (dynamo-tcp.md 1.1). */
final class HeaderJson {

    private static final byte[] EMPTY = WireBuffers.utf8("{}");

    private HeaderJson() {}

    /** Returns the map as compact JSON, in the order of its iteration; {@code {}} for an empty one. */
    static byte[] encode(Map<String, String> headers) {
        if (headers.isEmpty()) {
            return EMPTY;
        }
        return JsonWriter.write(out -> {
            out.beginObject();
            headers.forEach((key, value) -> out.key(key).string(value));
            out.endObject();
        });
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
        return JsonReader.read(json, HeaderJson::read);
    }

    private static Map<String, String> read(JsonReader in) {
        Map<String, String> headers = new LinkedHashMap<>();
        in.beginObject();
        for (String key = in.nextKey(); key != null; key = in.nextKey()) {
            headers.put(key, in.readString());
        }
        return Collections.unmodifiableMap(headers);
    }
}
