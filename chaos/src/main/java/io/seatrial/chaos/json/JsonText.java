package io.seatrial.chaos.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Strings: reads one whose opening quote was taken, writes one as Toxiproxy does. */
final class JsonText {

    private JsonText() {}

    static String read(JsonInput in) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        for (int c = in.next(); c != '"'; c = in.next()) {
            if (c < 0x20) {
                throw in.invalid(c, "in string literal");
            }
            if (c == '\\') {
                escape(in, utf8);
            } else {
                utf8.write(c);
            }
        }
        return utf8.toString(StandardCharsets.UTF_8);
    }

    private static void escape(JsonInput in, ByteArrayOutputStream utf8) {
        int c = in.next();
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            utf8.write("\"\\/\b\f\n\r\t".charAt(known));
        } else if (c == 'u') {
            utf8.writeBytes(units(in).getBytes(StandardCharsets.UTF_8));
        } else {
            throw in.invalid(c, "in string escape code");
        }
    }

    /** Reads one escaped unit, and the other half of a pair if it follows. Half a pair becomes the replacement character. */
    private static String units(JsonInput in) {
        StringBuilder text = new StringBuilder();
        char unit = hex(in);
        while (Character.isHighSurrogate(unit) && in.startsWithUnit()) {
            in.next();
            in.next();
            char low = hex(in);
            if (Character.isLowSurrogate(low)) {
                return text.append(unit).append(low).toString();
            }
            text.append('\ufffd');
            unit = low;
        }
        return text.append(Character.isSurrogate(unit) ? '\ufffd' : unit).toString();
    }

    private static char hex(JsonInput in) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int c = in.next();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw in.invalid(c, "in \\u hexadecimal character escape");
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    /** Appends a string with its quotes. What could end a script in a page is escaped too. */
    static void write(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = "\"\\\b\f\n\r\t".indexOf(c);
            if (known >= 0) {
                out.append('\\').append("\"\\bfnrt".charAt(known));
            } else if (c < 0x20 || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
