package io.seatrial.testkit.simulation;

/** A simulation that cannot get to where it was asked to go: nothing is left to do, the time is up, or no time passes. */
public final class StuckException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception. */
    public StuckException(String message) {
        super(message);
    }
}
