package io.seatrial.chaos.random;

import io.seatrial.plane.PlaneMode;
import java.util.Arrays;
import java.util.Locale;

/** Whose proxies carry the faults. */
public enum Engine {
    /** Those of this program, with all faults. */
    EMBEDDED,
    /** Those of a Toxiproxy server, with the faults that it has. */
    TOXIPROXY;

    /** Returns the name that users write. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the names that users write. */
    public static String[] labels() {
        return Arrays.stream(values()).map(Engine::label).toArray(String[]::new);
    }

    /** Returns what it can do to a link. */
    FaultMenu menu(Role role, PlaneMode transport) {
        boolean framed = this == EMBEDDED && role.framing(transport) != null;
        return new FaultMenu(this == EMBEDDED, framed);
    }
}
