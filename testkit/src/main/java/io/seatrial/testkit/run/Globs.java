package io.seatrial.testkit.run;

import java.util.List;
import java.util.regex.Pattern;

/** Patterns as users write them for names: {@code *} is any text, {@code ?} any character. */
public final class Globs {

    private Globs() {}

    /** Returns whether a name matches one of some patterns. */
    public static boolean anyMatches(List<String> globs, String name) {
        return globs.stream().anyMatch(glob -> matches(glob, name));
    }

    /** Returns whether a name matches a pattern. */
    public static boolean matches(String glob, String name) {
        StringBuilder regex = new StringBuilder();
        glob.chars().forEach(c -> {
            switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(String.valueOf((char) c)));
            }
        });
        return Pattern.matches(regex.toString(), name);
    }
}
