package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.Ending;

/** How a direction ends, behind its bytes. */
public enum End {
    /** The sender ends its output; the other direction goes on. */
    OUTPUT,
    /** The connection is closed. */
    CLOSE,
    /** The connection is reset. */
    RESET;

    static End of(Ending ending) {
        return ending == Ending.RESET ? RESET : CLOSE;
    }
}
