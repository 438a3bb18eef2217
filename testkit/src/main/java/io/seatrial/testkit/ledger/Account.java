package io.seatrial.testkit.ledger;

import java.util.Map;

/** One kind of thing that a case can leave behind. */
public interface Account {

    /** Returns what it counts, in the plural, e.g. {@code threads}. */
    String label();

    /** Returns what is open now: a key that stays the same while a thing is open, and what the thing is. */
    Map<Object, String> open();
}
