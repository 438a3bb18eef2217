package io.seatrial.wire;

import java.nio.charset.StandardCharsets;

/** The strings of one JSON text: finds their end, and decodes only those that somebody asks for. */
final class JsonStrings {

    private final JsonBytes in;
    private int from;
    private int to;
    private boolean escaped;

    JsonStrings(JsonBytes in) {
        this.in = in;
    }

    /** Checks the string whose opening quote lies before {@code at}, keeps its place, and returns the index behind its closing quote. */
    int scan(int at) {
        int p = at;
        boolean escapes = false;
        while (true) {
            p = in.skipPlain(p);
            if (p >= in.end) {
                throw WireException.malformed("string without an end at byte " + (at - 1 - in.start));
            }
            int c = in.at(p);
            if (c == '"') {
                from = at;
                to = p;
                escaped = escapes;
                return p + 1;
            }
            if (c == '\\') {
                p = skipEscape(p);
                escapes = true;
            } else if (c >= 0x80) {
                int next = Utf8.sequenceEnd(in, p);
                if (next < 0) {
                    throw WireException.malformed("invalid UTF-8 at byte " + (p - in.start));
                }
                p = next;
            } else if (c < 0x20) {
                throw WireException.malformed("control character in a string at byte " + (p - in.start));
            } else {
                p++;
            }
        }
    }

    /** Returns whether the last string is the given key. */
    boolean lastIs(JsonKey key) {
        if (escaped) {
            return last().equals(key.toString());
        }
        return to - from == key.bytes.length && in.equal(from, key.bytes);
    }

    /** Returns the last string. */
    String last() {
        byte[] bytes = in.copy(from, to);
        return new String(bytes, 0, escaped ? unescape(bytes) : bytes.length, StandardCharsets.UTF_8);
    }

    private int skipEscape(int at) {
        int kind = in.atOrNone(at + 1);
        if (kind != 'u') {
            if (kind < 0 || "\"\\/bfnrt".indexOf(kind) < 0) {
                throw WireException.malformed("invalid escape at byte " + (at - in.start));
            }
            return at + 2;
        }
        int unit = hex(at);
        if (Character.isLowSurrogate((char) unit)) {
            throw WireException.malformed("half of a surrogate pair at byte " + (at - in.start));
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return at + 6;
        }
        boolean pair = in.atOrNone(at + 6) == '\\' && in.atOrNone(at + 7) == 'u';
        if (!pair || !Character.isLowSurrogate((char) hex(at + 6))) {
            throw WireException.malformed("half of a surrogate pair at byte " + (at - in.start));
        }
        return at + 12;
    }

    private int hex(int at) {
        int value = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = Character.digit(in.atOrNone(i), 16);
            if (digit < 0) {
                throw WireException.malformed("invalid escape at byte " + (at - in.start));
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Replaces the escapes of a checked string in place, which never grows it, and returns its new length. */
    private static int unescape(byte[] bytes) {
        int out = 0;
        for (int i = 0; i < bytes.length; ) {
            byte c = bytes[i];
            if (c != '\\') {
                bytes[out++] = c;
                i++;
            } else if (bytes[i + 1] != 'u') {
                bytes[out++] = (byte) plain(bytes[i + 1]);
                i += 2;
            } else {
                char unit = unit(bytes, i);
                boolean pair = Character.isHighSurrogate(unit);
                int codePoint = pair ? Character.toCodePoint(unit, unit(bytes, i + 6)) : unit;
                byte[] encoded = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(encoded, 0, bytes, out, encoded.length);
                out += encoded.length;
                i += pair ? 12 : 6;
            }
        }
        return out;
    }

    private static char unit(byte[] bytes, int at) {
        int value = 0;
        for (int i = at + 2; i < at + 6; i++) {
            value = value << 4 | Character.digit(bytes[i], 16);
        }
        return (char) value;
    }

    private static int plain(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
