package io.seatrial.testkit.expect;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How values look in a message: on one line, quoted where blanks would mislead, cut where they are long. */
final class Values {

    private static final int LONGEST = 400;
    private static final int BYTES_BEFORE = 8;
    private static final int BYTES_SHOWN = 32;

    private Values() {}

    static String show(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return "'" + cut(text.toString()) + "'";
        }
        if (value instanceof byte[] bytes) {
            return bytes.length + " bytes " + hexAround(bytes, 0);
        }
        if (value instanceof Object[] array) {
            return cut(Arrays.deepToString(array));
        }
        return cut(String.valueOf(value));
    }

    static String identity(@Nullable Object value) {
        return value == null
                ? "null"
                : value.getClass().getSimpleName() + "@" + Integer.toHexString(System.identityHashCode(value));
    }

    static String hexAround(byte[] bytes, int at) {
        int from = Math.max(0, Math.min(at, bytes.length) - BYTES_BEFORE);
        int to = Math.min(bytes.length, from + BYTES_SHOWN);
        String hex = HexFormat.of().formatHex(bytes, from, to);
        return "[" + (from > 0 ? "…" : "") + hex + (to < bytes.length ? "…" : "") + "]";
    }

    private static String cut(String text) {
        String line = text.replace("\n", "\\n").replace("\r", "\\r");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "… (" + line.length() + " characters)";
    }
}
