package io.seatrial.chaos.engine;

/** An engine could not do what it was asked for; the message says why. */
public final class ChaosException extends RuntimeException {

    /** Creates the exception. */
    public ChaosException(String message) {
        super(message);
    }

    /** Creates the exception. */
    public ChaosException(String message, Throwable cause) {
        super(message, cause);
    }
}
