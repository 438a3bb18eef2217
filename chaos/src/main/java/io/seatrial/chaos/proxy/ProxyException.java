package io.seatrial.chaos.proxy;

/** A request to a proxy that cannot be carried out. */
public final class ProxyException extends RuntimeException {

    /** What is in the way. */
    public enum Problem {
        /** There is a proxy of this name. */
        PROXY_EXISTS,
        /** There is no proxy of this name. */
        PROXY_NOT_FOUND,
        /** There is a fault of this name on the proxy. */
        FAULT_EXISTS,
        /** There is no fault of this name on the proxy. */
        FAULT_NOT_FOUND,
        /** The fault needs something that the proxy does not have. */
        FAULT_NOT_POSSIBLE,
        /** The address cannot be understood, resolved or bound. */
        ADDRESS,
        /** The proxy is closed. */
        CLOSED
    }

    private final Problem problem;

    /** Creates the exception. */
    public ProxyException(Problem problem, String message) {
        super(message);
        this.problem = problem;
    }

    /** Returns what is in the way. */
    public Problem problem() {
        return problem;
    }
}
