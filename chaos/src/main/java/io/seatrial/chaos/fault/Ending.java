package io.seatrial.chaos.fault;

import java.util.Locale;

/** How a fault ends a connection. */
public enum Ending {
    /** In order: both ends read the end of the stream, behind what was delivered. A write after that is answered with a reset. */
    CLOSE,

    /** With a reset: both ends get "connection reset" from the next read or write, the receiver behind what was delivered. */
    RESET;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
