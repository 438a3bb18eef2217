package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON text straight from a buffer, without a tree and without a copy, and knows where each value lies: so an item in a
 * data frame is found, checked and handed on as a slice. It is as strict as the model's parser: no bytes behind the text, no known key
 * twice, well-formed UTF-8, no half surrogate pairs, at most {@value #MAX_DEPTH} levels.
 */
final class JsonScanner {

    /** The deepest nesting accepted, so that a hostile text cannot exhaust the stack. */
    static final int MAX_DEPTH = 128;

    private final JsonBytes in;
    private final JsonStrings strings;
    private int pos;
    private int depth;
    private boolean fresh;

    /** Reads the readable bytes; the buffer's indices stay as they are. */
    JsonScanner(ByteBuf in) {
        this(new JsonBytes(in));
    }

    JsonScanner(JsonBytes in) {
        this.in = in;
        this.strings = new JsonStrings(in);
        this.pos = in.start;
    }

    static JsonScanner of(String json) {
        return new JsonScanner(Unpooled.wrappedBuffer(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the next byte that is no white space without taking it, or -1 at the end. */
    int peek() {
        int p = pos;
        while (p < in.end) {
            int c = in.at(p);
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                pos = p;
                return c;
            }
            p++;
        }
        pos = p;
        return -1;
    }

    void beginObject() {
        begin('{');
    }

    void beginArray() {
        begin('[');
    }

    /** Moves to the value of the object's next key; returns {@code false}, behind the object, if there is none. */
    boolean nextKey() {
        if (!nextMember('}')) {
            return false;
        }
        skipString();
        take(':');
        return true;
    }

    /** Moves to the array's next element; returns {@code false}, behind the array, if there is none. */
    boolean nextElement() {
        return nextMember(']');
    }

    /** Returns whether the key that was just read is the given one. */
    boolean keyIs(JsonKey key) {
        return strings.lastIs(key);
    }

    /** Returns the key that was just read. */
    String key() {
        return strings.last();
    }

    String readString() {
        skipString();
        return strings.last();
    }

    List<String> readStrings() {
        List<String> strings = new ArrayList<>();
        beginArray();
        while (nextElement()) {
            strings.add(readString());
        }
        return strings;
    }

    boolean readBoolean() {
        if (peek() == 't') {
            literal("true");
            return true;
        }
        literal("false");
        return false;
    }

    @Nullable
    String readOptionalString() {
        return tryNull() ? null : readString();
    }

    /** Checks one value of any kind and returns its bytes, not retained; {@code null} for a JSON null. */
    @Nullable
    ByteBuf readRaw() {
        if (tryNull()) {
            return null;
        }
        int from = pos;
        skipValue();
        return in.slice(from, pos);
    }

    /** Takes a {@code null} if one is next. */
    boolean tryNull() {
        if (peek() != 'n') {
            return false;
        }
        literal("null");
        return true;
    }

    /** Checks one value of any kind and moves behind it. */
    void skipValue() {
        switch (peek()) {
            case '{' -> {
                beginObject();
                while (nextKey()) {
                    skipValue();
                }
            }
            case '[' -> {
                beginArray();
                while (nextElement()) {
                    skipValue();
                }
            }
            case '"' -> skipString();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> skipNumber();
        }
    }

    /** Checks that only white space is left. */
    void finish() {
        if (peek() >= 0) {
            throw fail("trailing characters");
        }
    }

    WireException fail(String what) {
        return WireException.malformed(what + " at byte " + (pos - in.start));
    }

    private void begin(char bracket) {
        take(bracket);
        if (++depth > MAX_DEPTH) {
            throw fail("nested deeper than " + MAX_DEPTH + " levels");
        }
        fresh = true;
    }

    private boolean nextMember(char closing) {
        boolean first = fresh;
        fresh = false;
        if (peek() == closing) {
            pos++;
            depth--;
            return false;
        }
        if (!first) {
            take(',');
        }
        return true;
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw fail("expected '" + expected + "'");
        }
        pos++;
    }

    private void skipString() {
        if (peek() != '"') {
            throw fail("expected a string");
        }
        pos = strings.scan(pos + 1);
    }

    private void literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (in.atOrNone(pos + i) != word.charAt(i)) {
                throw fail("expected a value");
            }
        }
        pos += word.length();
    }

    private void skipNumber() {
        int first = pos;
        if (in.atOrNone(pos) == '-') {
            pos++;
        }
        if (in.atOrNone(pos) == '0') {
            pos++;
        } else {
            digits(first);
        }
        if (in.atOrNone(pos) == '.') {
            pos++;
            digits(first);
        }
        if (in.atOrNone(pos) == 'e' || in.atOrNone(pos) == 'E') {
            pos++;
            if (in.atOrNone(pos) == '+' || in.atOrNone(pos) == '-') {
                pos++;
            }
            digits(first);
        }
    }

    private void digits(int first) {
        int p = in.skipDigits(pos);
        if (p == pos) {
            throw fail(pos == first ? "expected a value" : "invalid number");
        }
        pos = p;
    }
}
