package io.seatrial.chaos.json;

/** The bytes of a text, one after the other. */
final class JsonInput {

    private static final int END = -1;

    private final byte[] bytes;
    private int at;

    JsonInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns the next byte without taking it, or -1 at the end. */
    int peek() {
        return at < bytes.length ? bytes[at] & 0xff : END;
    }

    /** Takes blanks, then returns the next byte without taking it, or -1 at the end. */
    int peekPastSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n') {
            at++;
        }
        return peek();
    }

    /** Takes the next byte. A text that ends here ends too early. */
    int next() {
        if (at == bytes.length) {
            throw new JsonException("unexpected EOF");
        }
        return bytes[at++] & 0xff;
    }

    int nextPastSpace() {
        peekPastSpace();
        return next();
    }

    /** Returns whether an escaped unit follows; takes nothing. */
    boolean startsWithUnit() {
        return at + 1 < bytes.length && bytes[at] == '\\' && bytes[at + 1] == 'u';
    }

    JsonException invalid(int c, String context) {
        return new JsonException("invalid character " + quoted(c) + " " + context);
    }

    /** Shows one byte as the character of that number, as the parser of Go does. */
    private static String quoted(int c) {
        String shown = switch (c) {
            case '\'' -> "\\'";
            case '\\' -> "\\\\";
            case 0x07 -> "\\a";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 0x0b -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            default -> shown(c);
        };
        return "'" + shown + "'";
    }

    private static String shown(int c) {
        if (c < 0x20 || c == 0x7f) {
            return String.format("\\x%02x", c);
        }
        boolean printable = c < 0x7f || (c > 0xa0 && c != 0xad);
        return printable ? Character.toString(c) : String.format("\\u%04x", c);
    }
}
