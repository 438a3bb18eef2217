package io.seatrial.runtime;

/** The steps of a worker's way down, in the order of the reference (dynamo-manager.md 5.8). */
public enum ShutdownPhase {
    /** Starts under way end, and the instances leave discovery; requests are still accepted. */
    WITHDRAW("withdraw"),
    /** Callers that had the address before may still send: requests are accepted. */
    GRACE("grace period"),
    /** Phase 1: the handlers go, and requests are refused. */
    REFUSE("refuse"),
    /** Phase 2: what is in flight at graceful endpoints is waited for. */
    DRAIN("drain"),
    /** Phase 3: connections to back-end services close. */
    DISCONNECT("disconnect");

    private final String label;

    ShutdownPhase(String label) {
        this.label = label;
    }

    /** Returns the name that people read. */
    public String label() {
        return label;
    }
}
