package io.seatrial.transport.nats;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.MessageHandler;
import io.seatrial.nats.NatsLink;
import io.seatrial.plane.PlaneException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The subscription of one endpoint, with a dispatcher of its own: the library unsubscribes without losing what has arrived only a
 * dispatcher at a time. A flood at one endpoint does not hold up the others, at the price of a thread that waits for each.
 */
final class EndpointSubscription {

    private final NatsLink link;
    private final Connection connection;
    private @Nullable Dispatcher dispatcher; // guarded by this
    private @Nullable CompletionStage<Void> end; // guarded by this

    EndpointSubscription(NatsLink link, Connection connection) {
        this.link = link;
        this.connection = connection;
    }

    /**
     * Subscribes, unless {@link #close} was called first.
     *
     * @throws PlaneException.InvalidRequest if there can be no such subject
     * @throws IllegalStateException if the connection is closed
     */
    synchronized void open(String subject, MessageHandler handler) {
        if (end != null) {
            return;
        }
        try {
            Dispatcher created = connection.createDispatcher();
            dispatcher = created;
            created.subscribe(subject, Subjects.QUEUE_GROUP, handler);
        } catch (IllegalArgumentException e) {
            throw new PlaneException.InvalidRequest("'" + subject + "' cannot be subscribed to: " + e.getMessage(), e);
        }
    }

    /**
     * Unsubscribes. What had arrived is still handed to the handler. Idempotent.
     *
     * @return completes when nothing more will be handed over; it does not fail
     */
    synchronized CompletionStage<Void> close() {
        if (end == null) {
            end = dispatcher == null ? CompletableFuture.completedFuture(null) : link.drain(connection, dispatcher);
        }
        return end;
    }
}
