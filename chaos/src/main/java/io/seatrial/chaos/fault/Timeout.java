package io.seatrial.chaos.fault;

import java.time.Duration;

/**
 * A black hole that closes. Bytes in the direction are swallowed; when none has come for the time, the connection is closed: both ends read
 * the end of the stream. Removing the fault closes the connections that it had hit, whose bytes are lost.
 *
 * @param time how long after the last bytes; zero is never
 */
public record Timeout(Duration time) implements Fault {

    /**
     * Checks the time.
     *
     * @throws FaultException if it is negative
     */
    public Timeout {
        Check.notNegative(time, "The time of timeout");
    }

    static Timeout read(AttributeReader in) {
        return new Timeout(in.millis("timeout"));
    }

    @Override
    public String type() {
        return "timeout";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none().millis("timeout", time);
    }
}
