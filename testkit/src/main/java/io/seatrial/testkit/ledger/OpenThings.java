package io.seatrial.testkit.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An account that is kept by hand: things are entered when they are opened and crossed out when they are closed. */
public final class OpenThings implements Account {

    private final String label;
    private final Map<Object, String> open = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Creates an account with nothing open. */
    public OpenThings(String label) {
        this.label = label;
    }

    /** Enters a thing. */
    public void opened(Object key, String description) {
        open.put(key, description);
    }

    /** Crosses a thing out. */
    public void closed(Object key) {
        open.remove(key);
    }

    /** Returns the number of open things. */
    public int size() {
        return open.size();
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Map<Object, String> open() {
        synchronized (open) {
            return new LinkedHashMap<>(open);
        }
    }
}
