package io.seatrial.testkit.zoo.wire;

import java.util.List;

/**
 * What becomes of the messages of one connection between a plane and its NATS server: each is passed on, in the order given, as what is
 * returned for it. For one thread.
 */
public interface NatsTap {

    /** Returns what the server gets for a message of the plane. */
    default List<NatsFrame> toServer(NatsFrame frame) {
        return List.of(frame);
    }

    /** Returns what the plane gets for a message of the server. */
    default List<NatsFrame> toPlane(NatsFrame frame) {
        return List.of(frame);
    }
}
