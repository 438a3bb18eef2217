package io.seatrial.chaos.fault;

/** A fault that cannot be: the message says which value is wrong and what would be right. */
public final class FaultException extends IllegalArgumentException {

    /** Creates the exception. */
    public FaultException(String message) {
        super(message);
    }
}
