package io.seatrial.testkit.backend;

/** A back end that can be used until it is closed. */
public interface Backend extends AutoCloseable {

    /** Returns what it is and where. */
    BackendInfo info();

    /** Gives it back: one that was started for this ends and leaves nothing, one of somebody else is left alone. Idempotent. */
    @Override
    void close();
}
