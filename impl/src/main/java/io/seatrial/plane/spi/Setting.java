package io.seatrial.plane.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * One setting that a transport or the runtime understands: the variable that gives it, its default, how its text is read and what it
 * means. Declared as data, so that configuration, documentation and {@code --help} cannot disagree.
 *
 * @param <T> the type of the value
 * @param variable the environment variable
 * @param defaultValue the value if the variable is absent or cannot be read
 * @param parser reads the text; throws {@link IllegalArgumentException} with the reason if it cannot
 * @param help what the setting means, with its unit, in one sentence
 */
public record Setting<T>(String variable, T defaultValue, Function<String, T> parser, String help) {

    /** Creates a setting. */
    public Setting {
        Objects.requireNonNull(variable, "variable");
        Objects.requireNonNull(defaultValue, "defaultValue");
        Objects.requireNonNull(parser, "parser");
        Objects.requireNonNull(help, "help");
    }

    /** Creates a setting that is any text; absent means empty, and an empty text is kept as it is. */
    public static Setting<Optional<String>> text(String variable, String help) {
        return new Setting<>(variable, Optional.empty(), Optional::of, help);
    }

    /** Creates a setting that is a port, 0 to 65535; absent or unreadable means empty (dynamo-manager.md M3, M4). */
    public static Setting<Optional<Integer>> port(String variable, String help) {
        return new Setting<>(variable, Optional.empty(), text -> Optional.of((int) number(text, 0, 65_535)), help);
    }

    /** Creates a setting that is a whole number of at least {@code min}. */
    public static Setting<Integer> count(String variable, int defaultValue, int min, String help) {
        return new Setting<>(variable, defaultValue, text -> (int) number(text, min, Integer.MAX_VALUE), help);
    }

    /** Creates a setting in whole seconds; 0 is allowed and is taken as it is. */
    public static Setting<Duration> seconds(String variable, Duration defaultValue, String help) {
        return new Setting<>(
                variable, defaultValue, text -> Duration.ofSeconds(number(text, 0, Integer.MAX_VALUE)), help);
    }

    /** Creates a setting in whole milliseconds. */
    public static Setting<Duration> millis(String variable, Duration defaultValue, String help) {
        return new Setting<>(
                variable, defaultValue, text -> Duration.ofMillis(number(text, 0, Integer.MAX_VALUE)), help);
    }

    /** Creates a setting that is exactly {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String variable, boolean defaultValue, String help) {
        return new Setting<>(
                variable,
                defaultValue,
                text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("expected exactly 'true' or 'false'");
                },
                help);
    }

    private static long number(String text, long min, long max) {
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number from " + min + " to " + max, e);
        }
        if (value < min || value > max) {
            throw new IllegalArgumentException("expected a whole number from " + min + " to " + max);
        }
        return value;
    }
}
