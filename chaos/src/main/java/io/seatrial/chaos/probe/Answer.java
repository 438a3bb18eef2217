package io.seatrial.chaos.probe;

import java.util.Objects;

/**
 * Who a server says it is.
 *
 * @param version its version
 * @param name the name that it was given, so that it can be told from another on the same port; empty if it has none
 */
public record Answer(String version, String name) {

    /** Creates an answer. */
    public Answer {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(name, "name");
    }
}
