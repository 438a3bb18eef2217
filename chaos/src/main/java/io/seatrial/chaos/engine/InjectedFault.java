package io.seatrial.chaos.engine;

import io.seatrial.chaos.fault.Injection;

/** A fault on a link. */
public interface InjectedFault extends AutoCloseable {

    /** Returns what was injected. */
    Injection injection();

    /** Returns the link that it is on. */
    Link link();

    /** Returns whether it is still there: nobody has removed it, and its span is not over. */
    boolean isPresent();

    /** Removes it. Does nothing if it is gone. */
    void remove();

    /** Removes it: for a fault that lasts as long as a block. */
    @Override
    default void close() {
        remove();
    }
}
