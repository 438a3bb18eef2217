package io.seatrial.nats;

import io.nats.client.Connection;

/** Hears what happens to the connection of a {@link NatsLink}, in order, on one thread, which it must not block. */
public interface LinkListener {

    /**
     * The connection was lost: whatever waits for a reply to what was sent on it waits in vain. Told once a loss, though each attempt to
     * connect again may fail.
     *
     * @param generation how often the connection had been made again before: what {@code getStatistics().getReconnects()} of it said
     *     until the loss
     */
    default void lost(Connection connection, long generation) {}

    /** The connection is there again, and the server has been told of every subscription. */
    default void restored(Connection connection) {}
}
