package io.seatrial.testkit.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What happened in one run of a case, in order. Checkers judge it as it grows or afterwards, and its hash tells whether two runs were the
 * same. Safe for many threads; their order is then that of the calls.
 */
public final class History {

    private final LongSupplier clock;
    private final long origin;
    private final List<Event> events = new ArrayList<>();
    private final List<Consumer<? super Event>> observers = new CopyOnWriteArrayList<>();
    private final Fnv64 hash = new Fnv64();

    private History(LongSupplier clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.origin = clock.getAsLong();
    }

    /** Begins a history; times are counted from now. */
    public static History start(LongSupplier clock) {
        return new History(clock);
    }

    /** Shows each later event to an observer, one at a time and in order, on the thread on which it happens. It must be quick. */
    public void observe(Consumer<? super Event> observer) {
        observers.add(observer);
    }

    /** Adds an event that happens now. */
    public void record(String actor, String kind, String detail) {
        record(actor, new Fact.Note(kind, detail));
    }

    /** Adds an event that happens now. */
    public void record(String actor, Fact fact) {
        synchronized (events) {
            Event event = new Event(clock.getAsLong() - origin, actor, fact);
            events.add(event);
            addTo(hash, event);
            observers.forEach(observer -> observer.accept(event));
        }
    }

    private static void addTo(Fnv64 hash, Event event) {
        hash.update(event.nanos()).update(event.actor()).update(event.kind()).update(event.detail());
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

    /** Returns the hash of a history with these events. */
    public static String hashHex(List<Event> events) {
        Fnv64 hash = new Fnv64();
        events.forEach(event -> addTo(hash, event));
        return Fnv64.hex(hash.value());
    }
}
