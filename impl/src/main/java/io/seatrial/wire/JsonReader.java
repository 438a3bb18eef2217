package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.util.ByteProcessor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.async.ByteBufferFeeder;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

/**
 * Reads one JSON text from a buffer with Jackson's parser, without a tree, and knows where each value lies: so an item in a data frame is
 * found, checked and handed on as a slice. Jackson's non-blocking parser is taken because it reads the buffer where it lies and, unlike
 * the other ones, can be kept from remembering names. It is made as strict as the model's parser: nothing behind the text, well-formed
 * UTF-8 without a byte order mark, no half surrogate pairs, at most {@value #MAX_DEPTH} levels.
 *
 * <p>It stands on a value. Whoever reads that value leaves it there, or on its last bracket.
 */
final class JsonReader {

    /** The deepest nesting accepted, so that a hostile text cannot exhaust the stack. */
    static final int MAX_DEPTH = 128;

    private static final JsonFactory JACKSON = JsonFactory.builder()
            // What peers name their keys must leave no trace: tables of names are shared by all readers.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
            .recyclerPool(JsonRecyclerPools.threadLocalPool())
            // Only depth: the frame that brought the text has had its limit.
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final ByteProcessor BETWEEN_KEY_AND_VALUE =
            c -> c == ':' || c == ' ' || c == '\n' || c == '\t' || c == '\r';

    private final ByteBuf text;
    private final JsonParser parser;
    private final boolean escapes;
    private int behindKey;
    private @Nullable JsonToken token;

    private JsonReader(ByteBuf text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
        this.escapes = text.indexOf(text.readerIndex(), text.writerIndex(), (byte) '\\') >= 0;
    }

    /**
     * Reads a text of one shape.
     *
     * @param text its readable bytes; the indices stay as they are
     * @param shape reads the value on which it finds the reader
     * @throws WireException if the bytes are not one JSON text, or not of the shape
     */
    static <T> T read(ByteBuf text, Function<JsonReader, T> shape) {
        try (JsonParser parser = JACKSON.createNonBlockingByteBufferParser(ObjectReadContext.empty())) {
            JsonReader in = new JsonReader(text, parser);
            try {
                in.begin();
                T value = shape.apply(in);
                in.finish();
                return value;
            } catch (StreamConstraintsException e) {
                throw in.fail("nested deeper than " + MAX_DEPTH + " levels");
            } catch (UnexpectedEndOfInputException e) {
                throw in.fail("unexpected end");
            } catch (JacksonException e) {
                throw in.fail(withoutSource(e.getOriginalMessage()));
            }
        }
    }

    /** Cuts off a remark of Jackson's about where a bracket was opened, which it does not know here. */
    private static String withoutSource(String message) {
        int source = message.indexOf("[Source");
        int remark = source < 0 ? -1 : message.lastIndexOf(" (", source);
        return remark < 0 ? message : message.substring(0, remark);
    }

    /** Returns whether the value is an object. */
    boolean isObject() {
        return token == JsonToken.START_OBJECT;
    }

    /** Moves into an object. */
    void beginObject() {
        expect(isObject(), "an object");
    }

    /** Moves to the value of the object's next key, and returns the key; {@code null}, at the object's end, if there is none. */
    @Nullable
    String nextKey() {
        if (next() == JsonToken.END_OBJECT) {
            return null;
        }
        behindKey = position();
        String key = parser.currentName();
        next();
        return key;
    }

    String readString() {
        expect(token == JsonToken.VALUE_STRING, "a string");
        return parser.getString();
    }

    @Nullable
    String readOptionalString() {
        return isNull() ? null : readString();
    }

    List<String> readStrings() {
        expect(token == JsonToken.START_ARRAY, "an array");
        List<String> strings = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            strings.add(readString());
        }
        return strings;
    }

    boolean readBoolean() {
        expect(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE, "true or false");
        return token == JsonToken.VALUE_TRUE;
    }

    boolean isNull() {
        return token == JsonToken.VALUE_NULL;
    }

    /** Checks the value of a key and returns its bytes, not retained; {@code null} for a JSON null. */
    @Nullable
    ByteBuf readRaw() {
        if (isNull()) {
            return null;
        }
        int start = text.readerIndex();
        int from = text.forEachByte(start + behindKey, text.readableBytes() - behindKey, BETWEEN_KEY_AND_VALUE);
        skipValue();
        return text.slice(from, start + position() - from);
    }

    /** Checks a value of any kind. */
    void skipValue() {
        int open = 0;
        while (true) {
            if (token != null && token.isStructStart()) {
                open++;
            } else if (token != null && token.isStructEnd()) {
                open--;
            }
            if (open == 0) {
                return;
            }
            next();
        }
    }

    WireException fail(String what) {
        return WireException.malformed(what + " at byte " + position());
    }

    private void begin() {
        ByteBuffer bytes = text.nioBuffer();
        // Of a view, since Netty's leak detection may note each access to the buffer itself.
        if (!ByteBufUtil.isText(Unpooled.wrappedBuffer(bytes), StandardCharsets.UTF_8)) {
            throw WireException.malformed("invalid UTF-8");
        }
        ByteBufferFeeder input = (ByteBufferFeeder) parser.nonBlockingInputFeeder();
        input.feedInput(bytes);
        input.endOfInput();
        // Jackson would pass over a byte order mark.
        expect(text.isReadable() && text.getByte(text.readerIndex()) >= 0 && next() != null, "a value");
    }

    private void finish() {
        if (next() != null) {
            throw fail("trailing characters");
        }
    }

    private @Nullable JsonToken next() {
        token = parser.nextToken();
        if (token == JsonToken.NOT_AVAILABLE) { // there is no more input, but Jackson looks only when asked again
            token = parser.nextToken();
        }
        if (escapes && token == JsonToken.VALUE_STRING) {
            checkPairs(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
        }
        return token;
    }

    /** Checks what Jackson lets pass in strings, though not in keys. Without an escape there cannot be half a pair, since it has no UTF-8. */
    private void checkPairs(char[] chars, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (Character.isSurrogate(chars[i])) {
                i++;
                if (i == from + length || !Character.isSurrogatePair(chars[i - 1], chars[i])) {
                    throw fail("half of a surrogate pair");
                }
            }
        }
    }

    private void expect(boolean met, String what) {
        if (!met) {
            throw fail("expected " + what);
        }
    }

    /** Returns how many bytes of the text are behind the parser. */
    private int position() {
        return (int) parser.currentLocation().getByteOffset();
    }
}
