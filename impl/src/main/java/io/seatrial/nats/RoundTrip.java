package io.seatrial.nats;

import io.nats.client.Connection;
import io.nats.client.JetStreamStatusException;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.NetworkIo;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A round trip to the server that blocks no thread: a request to a subject that nobody listens to, which the server answers itself, in
 * order with everything else on the connection. The library's flush would block, and three flushes at once would look to it like a dead
 * connection.
 */
final class RoundTrip {

    /** How long one request is waited for; a reply can be lost with a connection. */
    private static final Duration ATTEMPT = Duration.ofSeconds(1);

    private static final int NO_RESPONDERS = 503;

    private final Connection connection;
    private final CompletableFuture<Void> result = new CompletableFuture<>();

    private RoundTrip(Connection connection) {
        this.connection = connection;
    }

    /** Makes a round trip within a bound. */
    static CompletionStage<Void> through(Connection connection, NetworkIo io, Duration bound) {
        RoundTrip trip = new RoundTrip(connection);
        ScheduledFuture<?> timer =
                io.scheduler().schedule(() -> trip.giveUp(bound), bound.toNanos(), TimeUnit.NANOSECONDS);
        trip.result.whenComplete((done, failure) -> timer.cancel(false));
        trip.attempt();
        return trip.result.minimalCompletionStage();
    }

    private void attempt() {
        try {
            connection
                    .requestWithTimeout(connection.createInbox(), new byte[0], ATTEMPT)
                    .whenComplete((reply, failure) -> answered(failure));
        } catch (IllegalStateException
                | IllegalArgumentException e) { // closed, or no room while there is no connection
            result.completeExceptionally(new PlaneException.CannotConnect("NATS took no request", e));
        }
    }

    private void answered(@Nullable Throwable failure) {
        boolean served = failure instanceof JetStreamStatusException status
                && status.getStatus().getCode() == NO_RESPONDERS;
        if (served || failure == null) {
            result.complete(null);
        } else if (failure instanceof CancellationException) { // a request that is overdue fails in another way
            result.completeExceptionally(new PlaneException.Closed("The connection to NATS is closed"));
        } else if (!result.isDone()) {
            attempt();
        }
    }

    private void giveUp(Duration bound) {
        result.completeExceptionally(
                new PlaneException.RequestTimeout("The NATS server did not answer within " + bound.toMillis() + " ms"));
    }
}
