package io.seatrial.chaos.fault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a fault is there, counted from its injection.
 *
 * @param start when it begins
 * @param end when it is removed; {@code null} is when somebody removes it
 */
public record Span(Duration start, @Nullable Duration end) {

    /** From now until somebody removes it. */
    public static final Span OPEN = new Span(Duration.ZERO, null);

    /**
     * Checks the times.
     *
     * @throws FaultException if the start is negative, or the end not after it
     */
    public Span {
        Check.notNegative(start, "The start of a fault");
        Check.require(
                end == null || end.compareTo(start) > 0,
                "The end of a fault is at " + end + ": it must be after its start at " + start);
    }

    /** Returns the span from now on for that long. */
    public static Span lasting(Duration time) {
        return new Span(Duration.ZERO, time);
    }
}
