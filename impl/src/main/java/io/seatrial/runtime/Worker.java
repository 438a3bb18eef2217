package io.seatrial.runtime;

import io.seatrial.discovery.Discovery;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.manager.SingleFlight;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.response.CallHomeHandler;
import io.seatrial.response.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A worker: one identity under which endpoints are served in a process. Many workers may live in one {@link ProcessScope}; they share its
 * server. The scope and the discovery store belong to whoever made them and stay open when the worker is closed.
 */
public final class Worker {

    private final NetworkManager manager;
    private final Discovery discovery;
    private final long instanceId;
    private final HealthBoard health = new HealthBoard();
    private final Queue<Endpoint> endpoints = new ConcurrentLinkedQueue<>();
    private final SingleFlight<DrainReport> closing = new SingleFlight<>();
    private volatile boolean closed;

    /** Creates a worker with a random instance id. It listens on nothing until it serves something. */
    public Worker(ProcessScope scope, NetworkConfig config, Discovery discovery) {
        this(scope, config, discovery, scope.io().random().nextLong());
    }

    /** Creates a worker with a given instance id, an unsigned 64-bit number. */
    public Worker(ProcessScope scope, NetworkConfig config, Discovery discovery, long instanceId) {
        this.manager = new NetworkManager(scope, config);
        this.discovery = discovery;
        this.instanceId = instanceId;
    }

    /** Returns the instance id that all endpoints of this worker share. */
    public long instanceId() {
        return instanceId;
    }

    /** Returns the manager through which this worker is reached. */
    public NetworkManager manager() {
        return manager;
    }

    /** Returns the health of the endpoints. */
    public HealthBoard health() {
        return health;
    }

    /**
     * Serves an engine, whose answers travel on the response plane.
     *
     * @return completes once the endpoint is reachable and published; if a step fails, those before it are undone
     */
    public CompletionStage<Endpoint> serve(EndpointName name, Engine engine) {
        return serve(name, new CallHomeHandler(manager.context(), engine));
    }

    /**
     * Serves a handler of raw requests.
     *
     * @return completes once the endpoint is reachable and published; if a step fails, those before it are undone
     */
    public CompletionStage<Endpoint> serve(EndpointName name, RequestHandler handler) {
        if (closed) {
            return CompletableFuture.failedFuture(closedError());
        }
        return manager.server()
                .thenCompose(server -> Endpoint.start(name.instance(instanceId), server, handler, health, discovery))
                .thenCompose(this::admit);
    }

    private CompletionStage<Endpoint> admit(Endpoint endpoint) {
        endpoints.add(endpoint);
        if (closed) { // the worker was closed while the endpoint started: close may have missed it
            return endpoint.close().thenCompose(report -> CompletableFuture.failedFuture(closedError()));
        }
        return CompletableFuture.completedFuture(endpoint);
    }

    /**
     * Closes every endpoint: all are unpublished and drained side by side, each within the drain bound. Idempotent.
     *
     * @return the sum of what was in flight and of what was left; fails, after all are closed, with the first failure of one
     */
    public CompletionStage<DrainReport> close() {
        return closing.get(() -> {
            closed = true;
            List<CompletableFuture<DrainReport>> reports = new ArrayList<>();
            endpoints.forEach(endpoint -> reports.add(endpoint.close().toCompletableFuture()));
            return CompletableFuture.allOf(reports.toArray(CompletableFuture[]::new))
                    .thenApply(done ->
                            reports.stream().map(CompletableFuture::join).reduce(DrainReport.IDLE, DrainReport::plus));
        });
    }

    private static PlaneException closedError() {
        return new PlaneException.Closed("The worker is closed");
    }
}
