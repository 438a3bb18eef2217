package io.seatrial.chaos.fault;

import java.time.Duration;

/**
 * Connects succeed at once, but for a time nothing comes of them. The client is connected and may write until its buffers are full; only
 * after the time does the link connect to the server and begin to carry bytes.
 *
 * @param time how long
 */
public record SlowAccept(Duration time) implements Fault {

    /**
     * Checks the time.
     *
     * @throws FaultException if it is not positive
     */
    public SlowAccept {
        Check.positive(time, "The time of slow_accept");
    }

    static SlowAccept read(AttributeReader in) {
        return new SlowAccept(in.millis("time"));
    }

    @Override
    public String type() {
        return "slow_accept";
    }

    @Override
    public Scope scope() {
        return Scope.ACCEPT;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none().millis("time", time);
    }
}
