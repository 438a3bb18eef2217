package io.seatrial.wire;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Draws texts and JSON from a source of randomness; small ones mostly, so that a failing one can be read. */
final class RandomJson {

    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789 ";
    private static final String ESCAPED = "\"\\/\n\t\r\b\f\u007f";
    private static final String[] SCALARS = {
        "true", "false", "null", "0", "-0.5", "1e9", "12E-3", "\"\\u00e9\\ud83d\\ude00\\/\""
    };
    private static final String[] SPACES = {"", "", "", " ", "\n\t", "\r "};

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    /** Returns a text that has UTF-8, with a weight on what JSON escapes and on every length of encoding. */
    String text(int maxCodePoints) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(maxCodePoints + 1); left > 0; left--) {
            text.appendCodePoint(codePoint());
        }
        return text.toString();
    }

    /** Returns a JSON text of any kind, with white space where it may be. */
    String json(int depth) {
        int size = random.nextInt(4);
        return switch (depth == 0 ? random.nextInt(3) : random.nextInt(5)) {
            case 0 -> SCALARS[random.nextInt(SCALARS.length)];
            case 1 -> String.valueOf(random.nextLong());
            case 2 -> string(20);
            case 3 ->
                IntStream.range(0, size)
                        .mapToObj(i -> spaced(json(depth - 1)))
                        .collect(Collectors.joining(",", "[", size == 0 ? space() + "]" : "]"));
            default ->
                IntStream.range(0, size)
                        .mapToObj(i -> spaced(string(5)) + ":" + spaced(json(depth - 1)))
                        .collect(Collectors.joining(",", "{", size == 0 ? space() + "}" : "}"));
        };
    }

    private int codePoint() {
        return switch (random.nextInt(12)) {
            case 0, 1 -> ESCAPED.charAt(random.nextInt(ESCAPED.length()));
            case 2 -> random.nextInt(0x20);
            case 3 -> 0x80 + random.nextInt(0x800 - 0x80);
            case 4 -> 0x800 + random.nextInt(0xD800 - 0x800);
            case 5 -> 0x10000 + random.nextInt(0x100000);
            default -> PLAIN.charAt(random.nextInt(PLAIN.length()));
        };
    }

    private String string(int maxCodePoints) {
        return new String(JsonWriter.write(out -> out.string(text(maxCodePoints))), StandardCharsets.UTF_8);
    }

    private String spaced(String json) {
        return space() + json + space();
    }

    private String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }
}
