package io.seatrial.testkit.history;

import java.util.Objects;

/**
 * One thing that happened in a run.
 *
 * @param nanos when, in nanoseconds since the history began, on the network's clock
 * @param actor who it happened to, e.g. {@code worker-1}
 * @param fact what it was
 */
public record Event(long nanos, String actor, Fact fact) {

    /** Creates an event. */
    public Event {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(fact, "fact");
    }

    /** Creates an event that no checker looks at. */
    public Event(long nanos, String actor, String kind, String detail) {
        this(nanos, actor, new Fact.Note(kind, detail));
    }

    /** Returns what it was, a word, e.g. {@code bound}. */
    public String kind() {
        return fact.kind();
    }

    /** Returns the rest, on one line. */
    public String detail() {
        return fact.detail();
    }

    @Override
    public String toString() {
        return nanos / 1000 + "us " + actor + " " + kind() + (detail().isEmpty() ? "" : " " + detail());
    }
}
