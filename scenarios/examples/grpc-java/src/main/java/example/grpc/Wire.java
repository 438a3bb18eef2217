package example.grpc;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes over the wire. Messages are plain bytes, so nothing is generated. */
final class Wire {

    /** A request, acknowledged by an empty message. */
    static final MethodDescriptor<byte[], byte[]> REQUEST = method("Request", MethodType.UNARY);

    /** A request, answered by items. The caller's first message is the request, each later one asks to stop. */
    static final MethodDescriptor<byte[], byte[]> STREAM = method("Stream", MethodType.BIDI_STREAMING);

    static final String SERVICE = "example.RequestPlane";

    private static final Metadata.Key<String> PATH = Metadata.Key.of("endpoint", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of("request-id", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<byte[]> HEADERS = Metadata.Key.of("headers-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private Wire() {}

    private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
        return MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName("example.RequestPlane", name))
                .build();
    }

    /** Returns what goes before the messages. Names and values of headers travel as they are, which gRPC's own would not. */
    static Metadata metadata(String path, String requestId, Map<String, String> headers) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(packed)) {
            for (Map.Entry<String, String> header : headers.entrySet()) {
                out.writeUTF(header.getKey());
                out.writeUTF(header.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Metadata metadata = new Metadata();
        metadata.put(PATH, path);
        metadata.put(REQUEST_ID, requestId);
        metadata.put(HEADERS, packed.toByteArray());
        return metadata;
    }

    static String path(Metadata metadata) {
        return orEmpty(metadata.get(PATH));
    }

    static String requestId(Metadata metadata) {
        return orEmpty(metadata.get(REQUEST_ID));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    static Map<String, String> headers(Metadata metadata) {
        Map<String, String> headers = new LinkedHashMap<>();
        byte[] packed = metadata.get(HEADERS);
        if (packed != null) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
                while (in.available() > 0) {
                    headers.put(in.readUTF(), in.readUTF());
                }
            } catch (IOException unreadable) {
                return Map.of();
            }
        }
        return headers;
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
