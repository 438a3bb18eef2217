package io.seatrial.runtime;

import io.seatrial.manager.SingleFlight;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that is served and published. On the way up it is reachable before it is published, under the address that is really
 * bound; on the way down it is unpublished before its handler goes, and drained before the end is reported. In the {@code dynamo-1.0}
 * profile its handler goes first, and its entry stays until it is drained (dynamo-manager.md 5.2, 5.8).
 */
public final class Endpoint {

    private final EndpointId id;
    private final RequestPlaneServer server;
    private final Publication publication;
    private final boolean graceful;
    private final boolean withdrawnFirst;
    private final Runnable onLeaving;
    private final Consumer<Endpoint> onEnd;
    private final SingleFlight<DrainReport> retiring = new SingleFlight<>();
    private final SingleFlight<DrainReport> closing = new SingleFlight<>();
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * Creates an endpoint whose handler is registered.
     *
     * @param graceful whether a shutdown waits for it
     * @param withdrawnFirst whether it is withdrawn before its handler goes
     * @param onLeaving runs before anything is taken away
     * @param onEnd runs once, after the drain
     */
    Endpoint(
            RequestPlaneServer server,
            Publication publication,
            boolean graceful,
            boolean withdrawnFirst,
            Runnable onLeaving,
            Consumer<Endpoint> onEnd) {
        this.id = publication.instance().id();
        this.server = server;
        this.publication = publication;
        this.graceful = graceful;
        this.withdrawnFirst = withdrawnFirst;
        this.onLeaving = onLeaving;
        this.onEnd = onEnd;
    }

    /** Returns who this is. */
    public EndpointId id() {
        return id;
    }

    /** Returns the address under which it is published. */
    public InstanceAddress address() {
        return publication.instance().address();
    }

    /**
     * Takes the endpoint out of discovery and leaves its handler reachable, for callers that know it (dynamo-manager.md 103).
     *
     * @return fails with {@link PlaneException.DiscoveryFailed}
     */
    public CompletionStage<Void> unpublish() {
        return publication.withdraw();
    }

    /**
     * Publishes the endpoint again after {@link #unpublish}.
     *
     * @return fails with {@link PlaneException.DiscoveryFailed}; with {@link PlaneException.Closed} once the endpoint is on its way down
     */
    public CompletionStage<Void> republish() {
        return publication.publishAgain();
    }

    /**
     * Unpublishes, then unregisters and drains within the bound; in {@code dynamo-1.0} the other way round. A store that cannot be reached
     * does not keep the handler: its failure is told after the drain. Idempotent.
     */
    public CompletionStage<DrainReport> close() {
        return closing.get(() -> {
            if (withdrawnFirst) {
                return afterwards(withdraw(), this::retire);
            }
            return retire().thenCompose(report -> withdraw().thenApply(withdrawn -> report));
        });
    }

    /** Takes the endpoint out of discovery for good. */
    CompletionStage<Void> withdraw() {
        onLeaving.run();
        return publication.end();
    }

    /** Takes the handler away and drains. From the call on requests are refused. */
    CompletionStage<DrainReport> retire() {
        onLeaving.run();
        return retiring.get(() -> server.unregister(id).whenComplete((report, failure) -> {
            if (ended.compareAndSet(false, true)) {
                onEnd.accept(this);
            }
        }));
    }

    /** Returns whether a shutdown waits for it. */
    boolean isGraceful() {
        return graceful;
    }

    /** Returns whether it is drained, or its drain was given up. */
    boolean hasEnded() {
        return ended.get();
    }

    CompletionStage<Void> publish() {
        return publication.publish();
    }

    /** Returns the result of a step that is taken whether or not the one before succeeded; fails with the failure of the one before. */
    private static <T> CompletionStage<T> afterwards(CompletionStage<Void> before, Supplier<CompletionStage<T>> step) {
        return before.<@Nullable Throwable>handle((done, failure) -> failure)
                .thenCompose(failure -> step.get()
                        .thenCompose(result -> failure == null
                                ? CompletableFuture.completedFuture(result)
                                : CompletableFuture.<T>failedFuture(Causes.of(failure))));
    }
}
