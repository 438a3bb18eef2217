package io.seatrial.chaos.json;

import io.seatrial.chaos.json.Json.Member;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the first JSON value of a text. What follows it is not looked at. */
public final class JsonReader {

    private static final int MAX_DEPTH = 500;

    private final JsonInput in;
    private int depth;

    private JsonReader(JsonInput in) {
        this.in = in;
    }

    /**
     * Reads the first value.
     *
     * @param text UTF-8
     * @throws JsonException if there is none, or it is malformed
     */
    public static Json read(byte[] text) {
        JsonInput in = new JsonInput(text);
        if (in.peekPastSpace() < 0) {
            throw new JsonException("EOF");
        }
        return new JsonReader(in).value();
    }

    /**
     * Reads the first value.
     *
     * @throws JsonException if there is none, or it is malformed
     */
    public static Json read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Json value() {
        int c = in.nextPastSpace();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new Json.Text(JsonText.read(in));
            case 't' -> literal("true", new Json.Bool(true));
            case 'f' -> literal("false", new Json.Bool(false));
            case 'n' -> literal("null", new Json.Null());
            default -> {
                if (c != '-' && !isDigit(c)) {
                    throw in.invalid(c, "looking for beginning of value");
                }
                yield number(c);
            }
        };
    }

    private Json object() {
        deeper();
        List<Member> members = new ArrayList<>();
        if (in.peekPastSpace() == '}') {
            in.next();
        } else {
            int c;
            do {
                members.add(member());
                c = in.nextPastSpace();
                if (c != ',' && c != '}') {
                    throw in.invalid(c, "after object key:value pair");
                }
            } while (c == ',');
        }
        depth--;
        return new Json.Obj(members);
    }

    private Member member() {
        int c = in.nextPastSpace();
        if (c != '"') {
            throw in.invalid(c, "looking for beginning of object key string");
        }
        String name = JsonText.read(in);
        c = in.nextPastSpace();
        if (c != ':') {
            throw in.invalid(c, "after object key");
        }
        return new Member(name, value());
    }

    private Json array() {
        deeper();
        List<Json> items = new ArrayList<>();
        if (in.peekPastSpace() == ']') {
            in.next();
        } else {
            int c;
            do {
                items.add(value());
                c = in.nextPastSpace();
                if (c != ',' && c != ']') {
                    throw in.invalid(c, "after array element");
                }
            } while (c == ',');
        }
        depth--;
        return new Json.Array(items);
    }

    private Json literal(String word, Json value) {
        for (int i = 1; i < word.length(); i++) {
            int c = in.next();
            if (c != word.charAt(i)) {
                throw in.invalid(c, "in literal " + word + " (expecting '" + word.charAt(i) + "')");
            }
        }
        return value;
    }

    private Json number(int first) {
        StringBuilder digits = new StringBuilder().append((char) first);
        int c = first;
        if (c == '-') {
            c = digit(digits, "in numeric literal");
        }
        if (c != '0') { // a number has no leading zero: what follows a 0 is not part of it
            more(digits);
        }
        if (in.peek() == '.') {
            digits.append((char) in.next());
            digit(digits, "after decimal point in numeric literal");
            more(digits);
        }
        if (in.peek() == 'e' || in.peek() == 'E') {
            digits.append((char) in.next());
            if (in.peek() == '+' || in.peek() == '-') {
                digits.append((char) in.next());
            }
            digit(digits, "in exponent of numeric literal");
            more(digits);
        }
        return new Json.Num(digits.toString());
    }

    private int digit(StringBuilder digits, String context) {
        int c = in.next();
        if (!isDigit(c)) {
            throw in.invalid(c, context);
        }
        digits.append((char) c);
        return c;
    }

    private void more(StringBuilder digits) {
        while (isDigit(in.peek())) {
            digits.append((char) in.next());
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw new JsonException("exceeded max depth");
        }
    }
}
