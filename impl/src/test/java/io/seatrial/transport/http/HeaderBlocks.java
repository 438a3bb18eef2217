package io.seatrial.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Header blocks of one connection: written as literals that no table remembers, read with Netty's tables. */
final class HeaderBlocks {

    private final DefaultHttp2HeadersDecoder decoder = new DefaultHttp2HeadersDecoder(false, 1_000_000);

    /** Encodes alternating names and values. */
    static byte[] encode(String... namesAndValues) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            block.write(0);
            literal(block, namesAndValues[i]);
            literal(block, namesAndValues[i + 1]);
        }
        return block.toByteArray();
    }

    /** Encodes the head of a POST, and more fields. */
    static byte[] post(String path, String... more) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(encode(":method", "POST", ":scheme", "http", ":authority", "test", ":path", path));
        block.writeBytes(encode(more));
        return block.toByteArray();
    }

    private static void literal(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        if (bytes.length < 127) {
            block.write(bytes.length);
        } else {
            block.write(127);
            int rest = bytes.length - 127;
            for (; rest >= 128; rest /= 128) {
                block.write(rest % 128 + 128);
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }

    Map<String, String> decode(int stream, byte[] block) {
        try {
            Http2Headers headers = decoder.decodeHeaders(stream, Unpooled.wrappedBuffer(block));
            Map<String, String> fields = new LinkedHashMap<>();
            headers.forEach(field -> fields.merge(
                    field.getKey().toString(), field.getValue().toString(), (first, second) -> first + ", " + second));
            return fields;
        } catch (Http2Exception e) {
            throw new AssertionError("unreadable header block", e);
        }
    }
}
