package io.seatrial.chaos.fault;

import java.time.Duration;

/**
 * A connection is reset when something is sent on it. The first bytes in the direction, or its end, are swallowed; after the delay both
 * ends get a RST, sooner if the fault is removed meanwhile. A connection on which nothing is sent lives on: see {@link Reset} for those.
 *
 * @param delay how long after the first bytes
 */
public record ResetOnData(Duration delay) implements Fault {

    /**
     * Checks the time.
     *
     * @throws FaultException if it is negative
     */
    public ResetOnData {
        Check.notNegative(delay, "The timeout of reset_peer");
    }

    static ResetOnData read(AttributeReader in) {
        return new ResetOnData(in.millis("timeout"));
    }

    @Override
    public String type() {
        return "reset_peer";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none().millis("timeout", delay);
    }
}
