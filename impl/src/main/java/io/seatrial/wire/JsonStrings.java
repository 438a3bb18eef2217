package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** The strings of one JSON text: finds their end eight bytes at a time, and decodes only those that somebody asks for. */
final class JsonStrings {

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;

    private final ByteBuf in;
    private final int start;
    private final int end;
    private int from;
    private int to;
    private boolean escaped;

    JsonStrings(ByteBuf in, int start, int end) {
        this.in = in;
        this.start = start;
        this.end = end;
    }

    /** Checks the string whose opening quote lies before {@code at}, keeps its place, and returns the index behind its closing quote. */
    int scan(int at) {
        int p = at;
        boolean escapes = false;
        while (true) {
            p = skipPlain(p);
            if (p >= end) {
                throw WireException.malformed("string without an end at byte " + (at - 1 - start));
            }
            int c = in.getByte(p) & 0xFF;
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
                int next = Utf8.sequenceEnd(in, p, end);
                if (next < 0) {
                    throw WireException.malformed("invalid UTF-8 at byte " + (p - start));
                }
                p = next;
            } else if (c < 0x20) {
                throw WireException.malformed("control character in a string at byte " + (p - start));
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
        byte[] bytes = key.bytes;
        if (to - from != bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (in.getByte(from + i) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the last string. */
    String last() {
        byte[] bytes = new byte[to - from];
        in.getBytes(from, bytes);
        return new String(bytes, 0, escaped ? unescape(bytes) : bytes.length, StandardCharsets.UTF_8);
    }

    /** Returns the index of the next byte that needs a look of its own, or the start of the last seven bytes. */
    private int skipPlain(int at) {
        int p = at;
        while (p + Long.BYTES <= end) {
            long word = in.getLongLE(p);
            long quote = word ^ (ONES * '"');
            long backslash = word ^ (ONES * '\\');
            // A byte below a bound borrows from its neighbour above, so the lowest bit set is exact.
            long special =
                    ((word - ONES * 0x20) | (quote - ONES) & ~quote | (backslash - ONES) & ~backslash | word) & HIGHS;
            if (special != 0) {
                return p + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            p += Long.BYTES;
        }
        return p;
    }

    private int skipEscape(int at) {
        int kind = at + 1 < end ? in.getByte(at + 1) : -1;
        if (kind != 'u') {
            if (kind < 0 || "\"\\/bfnrt".indexOf(kind) < 0) {
                throw WireException.malformed("invalid escape at byte " + (at - start));
            }
            return at + 2;
        }
        int unit = hex(at);
        if (Character.isLowSurrogate((char) unit)) {
            throw WireException.malformed("half of a surrogate pair at byte " + (at - start));
        }
        if (!Character.isHighSurrogate((char) unit)) {
            return at + 6;
        }
        boolean pair = at + 12 <= end && in.getByte(at + 6) == '\\' && in.getByte(at + 7) == 'u';
        if (!pair || !Character.isLowSurrogate((char) hex(at + 6))) {
            throw WireException.malformed("half of a surrogate pair at byte " + (at - start));
        }
        return at + 12;
    }

    private int hex(int at) {
        int value = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = i < end ? Character.digit(in.getByte(i), 16) : -1;
            if (digit < 0) {
                throw WireException.malformed("invalid escape at byte " + (at - start));
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
