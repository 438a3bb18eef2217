package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Writes compact JSON with Jackson, byte for byte as the model's serialiser does: no spaces, UTF-8 as it is, short escapes where there are
 * any, else {@code \}{@code u00xx} in lower case. Half a surrogate pair, which has no UTF-8, becomes a question mark.
 */
final class JsonWriter {

    private static final JsonFactory JACKSON = JsonFactory.builder()
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            .streamWriteConstraints(StreamWriteConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private final ByteArrayBuilder bytes;
    private final JsonGenerator json;

    private JsonWriter(ByteArrayBuilder bytes, JsonGenerator json) {
        this.bytes = bytes;
        this.json = json;
    }

    /** Returns what is written. */
    static byte[] write(Consumer<JsonWriter> value) {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator json = JACKSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            value.accept(new JsonWriter(bytes, json));
        }
        return bytes.toByteArray();
    }

    JsonWriter beginObject() {
        json.writeStartObject();
        return this;
    }

    void endObject() {
        json.writeEndObject();
    }

    /** Writes the key of the value that follows. */
    JsonWriter key(String key) {
        json.writeName(new String(utf8(key), StandardCharsets.UTF_8));
        return this;
    }

    JsonWriter string(String text) {
        byte[] utf8 = utf8(text);
        json.writeUTF8String(utf8, 0, utf8.length);
        return this;
    }

    /** Writes texts as an array. */
    void strings(List<String> texts) {
        json.writeStartArray();
        texts.forEach(this::string);
        json.writeEndArray();
    }

    /** Writes a value that is JSON already. */
    void raw(ByteBuf value) {
        json.writeRawValue("").flush();
        bytes.write(ByteBufUtil.getBytes(value));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
