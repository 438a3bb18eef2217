package io.seatrial.chaos.proxy.framing;

import io.seatrial.chaos.fault.Direction;

/** How the bytes of a protocol fall into frames. Implement it for a protocol of your own; {@link Framings} has those of Dynamo. */
public interface Framing {

    /** Returns the name, for messages. */
    String name();

    /** Returns a scanner for one direction of one connection, at its first byte. */
    FrameScanner scanner(Direction direction);
}
