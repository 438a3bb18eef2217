package io.seatrial.testkit.check;

import io.seatrial.testkit.history.Event;
import java.util.List;

/** Looks at each event once, in order, and at no other event again. Not safe for many threads. */
interface Checker {

    /** Takes an event, and adds what it shows to be broken. */
    void accept(Event event, List<Violation> violations);
}
