package io.seatrial.chaos.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** What was done in a run, and what came of it, when. Safe for many threads. */
public final class Story {

    private final LongSupplier clock;
    private final long origin;
    private final List<Line> lines = new ArrayList<>();

    /**
     * Something that happened.
     *
     * @param nanos when, from the beginning of the story
     * @param who who did it, or to whom it happened
     * @param what the rest of the sentence
     * @param request the number of the request that it is about; 0 for none
     */
    public record Line(long nanos, String who, String what, int request) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%9.3f ms  %-10s %s", nanos / 1e6, who, what);
        }
    }

    /** Begins a story; times are counted from now. */
    Story(LongSupplier clock) {
        this.clock = clock;
        this.origin = clock.getAsLong();
    }

    /** Tells something about the run. */
    void tell(String who, String what) {
        tell(who, what, 0);
    }

    /** Tells something about a request. */
    void tell(String who, String what, int request) {
        synchronized (lines) {
            lines.add(new Line(now(), who, what, request));
        }
    }

    /** Returns how long it has been going on, in nanoseconds. */
    long now() {
        return clock.getAsLong() - origin;
    }

    /** Returns all lines so far, in order. */
    public List<Line> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
