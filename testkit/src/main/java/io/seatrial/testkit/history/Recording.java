package io.seatrial.testkit.history;

import java.util.List;
import java.util.Objects;

/**
 * The history of a run that has ended, or was given up.
 *
 * @param events what happened, in order
 * @param hash of the events, as {@link History#hashHex(List)} gives it
 * @param repeatable whether the same seed gives the same events
 */
public record Recording(List<Event> events, String hash, boolean repeatable) {

    /** Of a run that was not made. */
    public static final Recording NONE = of(List.of(), false);

    /** Creates a recording. */
    public Recording {
        events = List.copyOf(events);
        Objects.requireNonNull(hash, "hash");
    }

    /** Creates a recording of some events. */
    public static Recording of(List<Event> events, boolean repeatable) {
        return new Recording(events, History.hashHex(events), repeatable);
    }
}
