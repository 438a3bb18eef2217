package io.seatrial.chaos.fault;

import java.time.Duration;

/**
 * The end of the stream comes late. Bytes pass as they come; when the sender closes, or ends its output, the receiver reads that end only
 * after the delay. A reset is not delayed.
 *
 * @param delay how long the end waits
 */
public record SlowClose(Duration delay) implements Fault {

    /**
     * Checks the time.
     *
     * @throws FaultException if it is negative
     */
    public SlowClose {
        Check.notNegative(delay, "The delay of slow_close");
    }

    static SlowClose read(AttributeReader in) {
        return new SlowClose(in.millis("delay"));
    }

    @Override
    public String type() {
        return "slow_close";
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
