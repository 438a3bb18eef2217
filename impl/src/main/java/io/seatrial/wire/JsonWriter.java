package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Writes compact JSON, byte for byte as the model's serialiser does: no spaces, UTF-8 as it is, short escapes where there are any, else
 * {@code \}{@code u00xx} in lower case. Half a surrogate pair, which has no UTF-8, becomes a question mark.
 */
final class JsonWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    JsonWriter(int expected) {
        bytes = new byte[expected];
    }

    /** Returns the bytes of a piece of JSON that is written as it is. */
    static byte[] piece(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    int length() {
        return length;
    }

    JsonWriter raw(byte[] piece) {
        copy(piece, 0, piece.length);
        return this;
    }

    JsonWriter raw(ByteBuf piece) {
        int size = piece.readableBytes();
        ensure(size);
        piece.getBytes(piece.readerIndex(), bytes, length, size);
        length += size;
        return this;
    }

    /** Writes a text as a JSON string, quotes included. */
    JsonWriter string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ensure(utf8.length + 2);
        bytes[length++] = '"';
        int from = 0;
        for (int i = 0; i < utf8.length; i++) {
            if (isEscaped(utf8[i])) {
                copy(utf8, from, i);
                escape(utf8[i]);
                from = i + 1;
            }
        }
        copy(utf8, from, utf8.length);
        return put('"');
    }

    /** Writes texts as an array of JSON strings. */
    JsonWriter strings(List<String> texts) {
        put('[');
        for (int i = 0; i < texts.size(); i++) {
            (i == 0 ? this : put(',')).string(texts.get(i));
        }
        return put(']');
    }

    JsonWriter put(char ascii) {
        ensure(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    void writeTo(ByteBuf out) {
        out.writeBytes(bytes, 0, length);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Returns what was written. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isEscaped(byte c) {
        return (c >= 0 && c < 0x20) || c == '"' || c == '\\';
    }

    private void copy(byte[] from, int start, int end) {
        ensure(end - start);
        System.arraycopy(from, start, bytes, length, end - start);
        length += end - start;
    }

    private void escape(byte c) {
        ensure(6);
        bytes[length++] = '\\';
        int shorthand = "\b\t\n\f\r\"\\".indexOf(c);
        if (shorthand >= 0) {
            bytes[length++] = (byte) "btnfr\"\\".charAt(shorthand);
        } else {
            bytes[length++] = 'u';
            bytes[length++] = '0';
            bytes[length++] = '0';
            bytes[length++] = HEX[c >> 4];
            bytes[length++] = HEX[c & 15];
        }
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
