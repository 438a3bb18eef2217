package io.seatrial.testkit.backend;

/**
 * A back end that was started for one user, who may do to it what otherwise happens to it at night. Its address stays the same throughout,
 * and so does what it has stored on disk. Each method returns when it is done, within a bound of its own, and throws
 * {@link BackendException} if it cannot be done; each may be called in any state.
 */
public interface OwnBackend extends Backend {

    /** Ends it as an operator does: it is asked to, and closes its connections. */
    void stop();

    /** Ends it as a crash does. */
    void kill();

    /** Starts it again at the same address, and returns when it answers. */
    void start();

    /** Makes it stand still: its connections stay open and nobody answers. */
    void pause();

    /** Lets it go on after {@link #pause}. */
    void resume();
}
