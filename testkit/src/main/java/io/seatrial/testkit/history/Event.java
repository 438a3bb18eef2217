package io.seatrial.testkit.history;

import java.util.Objects;

/**
 * One thing that happened in a run.
 *
 * @param nanos when, in nanoseconds since the history began, on the network's clock
 * @param actor who it happened to, e.g. {@code worker-1}
 * @param kind what it was, a word, e.g. {@code bound}
 * @param detail the rest, on one line
 */
public record Event(long nanos, String actor, String kind, String detail) {

    /** Creates an event. */
    public Event {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(detail, "detail");
    }

    @Override
    public String toString() {
        return nanos / 1000 + "us " + actor + " " + kind + (detail.isEmpty() ? "" : " " + detail);
    }
}
