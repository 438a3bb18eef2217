package io.seatrial.runtime;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.manager.SingleFlight;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An endpoint that is served and published. On the way up it is reachable before it is published, under the address that is really
 * bound; on the way down it is unpublished before its handler goes, and drained before the end is reported.
 */
public final class Endpoint {

    private final EndpointId id;
    private final RequestPlaneServer server;
    private final Discovery discovery;
    private final SingleFlight<DrainReport> ending = new SingleFlight<>();

    private Endpoint(EndpointId id, RequestPlaneServer server, Discovery discovery) {
        this.id = id;
        this.server = server;
        this.discovery = discovery;
    }

    /**
     * Registers the handler, then publishes it. If publishing fails the handler is taken back before the failure is told.
     *
     * @return fails as {@link RequestPlaneServer#register} does, or with {@link PlaneException.DiscoveryFailed}
     */
    static CompletionStage<Endpoint> start(
            EndpointId id,
            RequestPlaneServer server,
            RequestHandler handler,
            HealthListener health,
            Discovery discovery) {
        Endpoint endpoint = new Endpoint(id, server, discovery);
        return server.register(id, handler, health)
                .thenCompose(registered -> endpoint.publish())
                .thenApply(published -> endpoint);
    }

    private CompletionStage<Void> publish() {
        return discovery
                .register(new Instance(id, server.publishedAddress(id)))
                .exceptionallyCompose(failure -> server.unregister(id)
                        .handle((report, ignored) -> {
                            if (ignored != null) {
                                failure.addSuppressed(ignored);
                            }
                            return null;
                        })
                        .thenCompose(rolledBack -> CompletableFuture.failedFuture(new PlaneException.DiscoveryFailed(
                                "Unable to register service for discovery. Check discovery service status", failure))));
    }

    /** Returns who this is. */
    public EndpointId id() {
        return id;
    }

    /** Returns the address under which it is published. */
    public InstanceAddress address() {
        return server.publishedAddress(id);
    }

    /**
     * Takes the endpoint out of discovery and leaves its handler reachable, for callers that know it (dynamo-manager.md 103).
     */
    public CompletionStage<Void> unpublish() {
        return discovery.unregister(id);
    }

    /** Publishes the endpoint again after {@link #unpublish}. */
    public CompletionStage<Void> republish() {
        return discovery.register(new Instance(id, server.publishedAddress(id)));
    }

    /**
     * Unpublishes, then unregisters and drains within the bound. A store that cannot be reached does not keep the handler: its failure is
     * told after the drain. Idempotent.
     */
    public CompletionStage<DrainReport> close() {
        return ending.get(() -> discovery
                .unregister(id)
                .handle((withdrawn, failure) -> failure)
                .thenCompose(failure -> server.unregister(id)
                        .thenCompose(report -> failure == null
                                ? CompletableFuture.completedFuture(report)
                                : CompletableFuture.<DrainReport>failedFuture(failure))));
    }
}
