package io.seatrial.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * What happened in one run of a case, in order. Checkers judge it afterwards, and its hash tells whether two runs were the same. Safe
 * for many threads; their order is then that of the calls.
 */
public final class History {

    private final LongSupplier clock;
    private final long origin;
    private final List<Event> events = new ArrayList<>();
    private final Fnv64 hash = new Fnv64();

    private History(LongSupplier clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.origin = clock.getAsLong();
    }

    /** Begins a history; times are counted from now. */
    public static History start(LongSupplier clock) {
        return new History(clock);
    }

    /** Adds an event that happens now. */
    public void record(String actor, String kind, String detail) {
        synchronized (events) {
            Event event = new Event(clock.getAsLong() - origin, actor, kind, detail);
            events.add(event);
            hash.update(event.nanos()).update(actor).update(kind).update(detail);
        }
    }

    /** Returns what has happened so far. */
    public List<Event> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** Returns the number of events so far. */
    public int size() {
        synchronized (events) {
            return events.size();
        }
    }

    /**
     * Returns a 64-bit hash of all events with their times. It is the same on every JDK; on a network in real time it differs from run
     * to run, as the times do.
     */
    public long hash() {
        synchronized (events) {
            return hash.value();
        }
    }

    /** Returns the hash as 16 digits of lower-case hex. */
    public String hashHex() {
        return Fnv64.hex(hash());
    }
}
