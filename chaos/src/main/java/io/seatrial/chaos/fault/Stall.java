package io.seatrial.chaos.fault;

import java.time.Duration;

/**
 * Bytes stop, then go on where they stopped; nothing is lost. The sender's writes stop for want of room once the buffers on the way are
 * full; the receiver reads nothing, neither bytes nor the end of the stream, until the stall is over.
 *
 * @param time how long, from the moment at which the stall begins on the connection; zero is until the fault is removed
 */
public record Stall(Duration time) implements Fault {

    /**
     * Checks the time.
     *
     * @throws FaultException if it is negative
     */
    public Stall {
        Check.notNegative(time, "The time of stall");
    }

    static Stall read(AttributeReader in) {
        return new Stall(in.millis("time"));
    }

    @Override
    public String type() {
        return "stall";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none().millis("time", time);
    }
}
