package io.seatrial.testkit.check;

import io.seatrial.testkit.history.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * Judges one history: every request ends exactly once; nothing is delivered after unregister or close returned; what was in flight was
 * drained before they did, or is told as left; every published port is bound. Each event costs the same, however long the history is. Safe
 * for many threads, whose order is that of the calls.
 */
public final class HistoryCheck {

    private final OutcomeChecker outcomes = new OutcomeChecker();
    private final List<Checker> checkers = List.of(outcomes, new DeliveryChecker(), new PortChecker());
    private final List<Violation> violations = new ArrayList<>();

    /** Begins with an empty history. */
    public HistoryCheck() {}

    /** Judges a whole history. */
    public static List<Violation> of(List<Event> events) {
        HistoryCheck check = new HistoryCheck();
        events.forEach(check::accept);
        return check.violations();
    }

    /** Takes the next event. */
    public synchronized void accept(Event event) {
        checkers.forEach(checker -> checker.accept(event, violations));
    }

    /** Returns what is broken so far, in order. */
    public synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    /** Returns the number of requests that must still end. */
    public synchronized int underWay() {
        return outcomes.underWay();
    }
}
