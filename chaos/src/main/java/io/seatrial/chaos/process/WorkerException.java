package io.seatrial.chaos.process;

/** A process could not be started, does not do what was asked of it, or does not serve. */
public final class WorkerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WorkerException(String message) {
        super(message);
    }

    WorkerException(String message, Throwable cause) {
        super(message, cause);
    }
}
