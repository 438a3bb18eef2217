package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.PlaneException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What precedes the payload length in a request frame: path and headers, kept as the bytes of the wire. A head is immutable and can be
 * used for any number of requests, so a sender encodes it once per route, and a decoder reads it once per connection as long as it
 * stays the same.
 */
public final class RequestHead {

    /** The header in which every request repeats its path. */
    public static final String PATH_HEADER = "x-endpoint-path";

    private static final int LENGTH_BYTES = 2;

    private final byte[] wire;
    private final int pathBytes;
    private final @Nullable String path;
    private volatile @Nullable Map<String, String> headers;

    private RequestHead(byte[] wire, int pathBytes) {
        this.wire = wire;
        this.pathBytes = pathBytes;
        this.path = Utf8.decode(wire, LENGTH_BYTES, pathBytes);
    }

    /**
     * Returns the head with exactly these headers, in the order of the map's iteration.
     *
     * @throws PlaneException.InvalidRequest if path or headers do not fit their length fields
     */
    public static RequestHead of(String path, Map<String, String> headers) {
        byte[] pathUtf8 = path.getBytes(StandardCharsets.UTF_8);
        byte[] json = HeaderJson.encode(headers);
        checkField("Endpoint path too long: ", pathUtf8);
        checkField("Headers too large: ", json);
        byte[] wire = new byte[2 * LENGTH_BYTES + pathUtf8.length + json.length];
        Unpooled.wrappedBuffer(wire)
                .writerIndex(0)
                .writeShort(pathUtf8.length)
                .writeBytes(pathUtf8)
                .writeShort(json.length)
                .writeBytes(json);
        return new RequestHead(wire, pathUtf8.length);
    }

    /** Returns the head as the model's client sends it when no trace is on: the path, repeated as the only header. */
    public static RequestHead route(String path) {
        return of(path, Map.of(PATH_HEADER, path));
    }

    /**
     * Returns the head with the path repeated as the first header, whose value the given headers cannot override; the others follow in
     * their order.
     */
    public static RequestHead route(String path, Map<String, String> headers) {
        if (headers.isEmpty()) {
            return route(path);
        }
        Map<String, String> all = new LinkedHashMap<>();
        all.put(PATH_HEADER, path);
        headers.forEach(all::putIfAbsent);
        return of(path, all);
    }

    /** Copies the head that starts at an index of a buffer; all of it must be there. */
    static RequestHead read(ByteBuf in, int index, int pathBytes, int headBytes) {
        byte[] wire = new byte[headBytes];
        in.getBytes(index, wire);
        return new RequestHead(wire, pathBytes);
    }

    /** Returns the routing path, or {@code null} if its bytes are not UTF-8. */
    public @Nullable String path() {
        return path;
    }

    /**
     * Returns the headers in the order of the wire; empty if there are none, or if the bytes are not an object of strings. They are
     * parsed on the first call.
     */
    public Map<String, String> headers() {
        Map<String, String> known = headers;
        if (known == null) {
            known = HeaderJson.decodeLeniently(wire, headersAt(), wire.length - headersAt());
            headers = known;
        }
        return known;
    }

    /** Returns the bytes of the path; a view that nobody needs to release. */
    public ByteBuf pathUtf8() {
        return view(LENGTH_BYTES, pathBytes);
    }

    /** Returns the bytes of the headers; a view that nobody needs to release. */
    public ByteBuf headersJson() {
        return view(headersAt(), wire.length - headersAt());
    }

    /** Returns the number of bytes up to the payload length, which is not included. */
    public int size() {
        return wire.length;
    }

    /** Writes path and headers, each with its length. */
    void writeTo(ByteBuf out) {
        out.writeBytes(wire);
    }

    /** Returns whether the bytes at an index are this head's; there must be {@link #size()} of them. */
    boolean isAt(ByteBuf in, int index) {
        return WireBuffers.equal(in, index, wire);
    }

    private int headersAt() {
        return 2 * LENGTH_BYTES + pathBytes;
    }

    private ByteBuf view(int from, int length) {
        return Unpooled.wrappedBuffer(wire, from, length).asReadOnly();
    }

    private static void checkField(String refusal, byte[] bytes) {
        if (bytes.length > WireLimits.MAX_FIELD_BYTES) {
            throw new PlaneException.InvalidRequest(refusal + bytes.length + " bytes", null);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RequestHead head && Arrays.equals(wire, head.wire);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(wire);
    }

    @Override
    public String toString() {
        return "RequestHead[" + pathUtf8().toString(StandardCharsets.UTF_8) + "]";
    }
}
