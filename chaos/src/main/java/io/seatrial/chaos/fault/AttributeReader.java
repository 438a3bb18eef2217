package io.seatrial.chaos.fault;

import io.seatrial.chaos.json.Json;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** Reads the parameters of a fault; what is of the wrong kind is refused with its name and what would be right. */
final class AttributeReader {

    private static final long NANOS_PER_MICRO = 1000;

    private final Attributes in;

    AttributeReader(Attributes in) {
        this.in = in;
    }

    long number(String name, long otherwise) {
        return number(name, otherwise, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    int integer(String name, int otherwise) {
        return (int) number(name, otherwise, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private long number(String name, long otherwise, long least, long most) {
        Json value = in.values().getOrDefault(name, new Json.Null());
        if (value instanceof Json.Null) {
            return otherwise;
        }
        if (value instanceof Json.Num num && num.literal().matches("-?\\d{1,18}")) {
            long number = Long.parseLong(num.literal());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw wrong(name, value, "a whole number");
    }

    Duration millis(String name) {
        return Duration.ofMillis(number(name, 0));
    }

    Duration micros(String name) {
        return Duration.ofNanos(Math.multiplyExact(number(name, 0), NANOS_PER_MICRO));
    }

    double fraction(String name, double otherwise) {
        Json value = in.values().getOrDefault(name, new Json.Null());
        if (value instanceof Json.Null) {
            return otherwise;
        }
        if (value instanceof Json.Num num) {
            return Double.parseDouble(num.literal());
        }
        throw wrong(name, value, "a number");
    }

    boolean flag(String name, boolean otherwise) {
        Json value = in.values().getOrDefault(name, new Json.Null());
        if (value instanceof Json.Null) {
            return otherwise;
        }
        if (value instanceof Json.Bool bool) {
            return bool.value();
        }
        throw wrong(name, value, "true or false");
    }

    <E extends Enum<E>> E choice(String name, E otherwise) {
        Json value = in.values().getOrDefault(name, new Json.Null());
        if (value instanceof Json.Null) {
            return otherwise;
        }
        E[] choices = Objects.requireNonNull(otherwise.getDeclaringClass().getEnumConstants());
        StringBuilder all = new StringBuilder("one of");
        for (E choice : choices) {
            String text = choice.name().toLowerCase(Locale.ROOT);
            if (value instanceof Json.Text given && given.value().equals(text)) {
                return choice;
            }
            all.append(' ').append(text);
        }
        throw wrong(name, value, all.toString());
    }

    private static FaultException wrong(String name, Json value, String right) {
        String shown = value instanceof Json.Num num
                ? num.literal()
                : value instanceof Json.Text text ? "'" + text.value() + "'" : "of the kind " + value.kind();
        return new FaultException("The attribute '" + name + "' is " + shown + ": it must be " + right);
    }
}
