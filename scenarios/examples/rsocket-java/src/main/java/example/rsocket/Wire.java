package example.rsocket;

import io.rsocket.Payload;
import io.rsocket.util.DefaultPayload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The metadata of a request.
 *
 * @param path the endpoint
 * @param requestId the request's id; empty if it has none
 * @param headers the caller's headers
 */
record Wire(String path, String requestId, Map<String, String> headers) {

    /** Returns a request as it is sent. */
    Payload payload(byte[] data) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(packed)) {
            out.writeUTF(path);
            out.writeUTF(requestId);
            for (Map.Entry<String, String> header : headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return DefaultPayload.create(data, packed.toByteArray());
    }

    /** Reads what {@link #payload} has written. */
    static Wire of(Payload payload) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes(payload.getMetadata())))) {
            String path = in.readUTF();
            String requestId = in.readUTF();
            Map<String, String> headers = new LinkedHashMap<>();
            while (in.available() > 0) {
                headers.put(in.readUTF(), in.readUTF());
            }
            return new Wire(path, requestId, headers);
        } catch (IOException unreadable) {
            return new Wire("", "", Map.of());
        }
    }

    static byte[] data(Payload payload) {
        return bytes(payload.getData());
    }

    /** Returns an item as it is sent. */
    static Payload item(String json) {
        return DefaultPayload.create(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
