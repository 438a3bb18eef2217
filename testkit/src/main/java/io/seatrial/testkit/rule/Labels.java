package io.seatrial.testkit.rule;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds values by the names that users write. */
public final class Labels {

    private Labels() {}

    /**
     * Finds the value with a label.
     *
     * @param what the noun for the message, e.g. {@code network}
     * @throws IllegalArgumentException if there is none, naming those that there are
     */
    public static <T> T parse(String what, String label, T[] values, Function<T, String> labelOf) {
        return Arrays.stream(values)
                .filter(value -> labelOf.apply(value).equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown " + what + " '" + label + "', expected one of "
                        + Arrays.stream(values).map(labelOf).collect(Collectors.joining(", "))));
    }
}
