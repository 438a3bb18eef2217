package io.seatrial.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strict UTF-8: what the standard library replaces silently is an error on this wire. */
final class Utf8 {

    private Utf8() {}

    /** Returns the text of {@code bytes[from, from + length)}, or {@code null} if it is not UTF-8. */
    static @Nullable String decode(byte[] bytes, int from, int length) {
        int all = 0;
        for (int i = from; i < from + length; i++) {
            all |= bytes[i];
        }
        if (all >= 0) {
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        String text = new String(bytes, from, length, StandardCharsets.UTF_8);
        // The library puts U+FFFD for what it cannot read; only a text that held one already may contain it.
        return text.indexOf('\uFFFD') < 0 || sameBytes(text, bytes, from, length) ? text : null;
    }

    private static boolean sameBytes(String text, byte[] bytes, int from, int length) {
        byte[] again = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(again, 0, again.length, bytes, from, from + length);
    }

    /**
     * Returns the index behind the well-formed sequence of two to four bytes that starts at {@code at}, or -1 if there is none before
     * the end (the table of well-formed sequences in the Unicode standard, 3.9).
     */
    static int sequenceEnd(JsonBytes in, int at) {
        int first = in.at(at);
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || in.end - at < length) {
            return -1;
        }
        int second = in.at(at + 1);
        int low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < low || second > high) {
            return -1;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((in.at(i) & 0xC0) != 0x80) {
                return -1;
            }
        }
        return at + length;
    }
}
