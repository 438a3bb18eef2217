package io.seatrial.chaos.fault;

import java.time.Duration;

/**
 * Connections are reset, also when nothing is sent on them. Every connection that there is when the fault begins, and every one that comes
 * while it lasts, ends with a RST to both ends: a read or write that waits fails with "connection reset". Bytes on their way are lost.
 *
 * @param delay how long after the fault has begun on the connection
 */
public record Reset(Duration delay) implements Fault {

    /**
     * Checks the time.
     *
     * @throws FaultException if it is negative
     */
    public Reset {
        Check.notNegative(delay, "The delay of reset");
    }

    /** Returns a reset at once. */
    public static Reset now() {
        return new Reset(Duration.ZERO);
    }

    static Reset read(AttributeReader in) {
        return new Reset(in.millis("delay"));
    }

    @Override
    public String type() {
        return "reset";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none().millis("delay", delay);
    }
}
