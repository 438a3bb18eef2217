package io.seatrial.testkit.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** One kind of thing that a case can leave behind. */
public interface Account {

    /** Returns what it counts, in the plural, e.g. {@code threads}. */
    String label();

    /** Returns what is open now: a key that stays the same while a thing is open, and what the thing is. */
    Map<Object, String> open();

    /** Returns this account without some of its things. */
    default Account without(Set<Object> keys) {
        Map<Object, String> rest = new LinkedHashMap<>(open());
        rest.keySet().removeAll(keys);
        OpenThings without = new OpenThings(label());
        rest.forEach(without::opened);
        return without;
    }
}
