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
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.response.CallHomeHandler;
import io.seatrial.response.Engine;
import io.seatrial.runtime.health.Canary;
import io.seatrial.runtime.health.SystemHealth;
import io.seatrial.runtime.system.EngineRoutes;
import io.seatrial.runtime.system.SystemServer;
import io.seatrial.settings.ShutdownSettings;
import io.seatrial.settings.SystemSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A worker: one identity under which endpoints are served in a process. Many workers may live in one {@link ProcessScope}; they share its
 * server. The scope, the discovery store and the services belong to whoever made them and stay open when the worker is closed, unless
 * {@link #onDisconnect} says otherwise.
 */
public final class Worker {

    private final NetworkManager manager;
    private final long instanceId;
    private final SystemHealth health;
    private final EngineRoutes routes = new EngineRoutes();
    private final WorkerMeters meters;
    private final CanaryCaller canaryCaller;
    private final WorkerParts parts;
    private final GracefulTracker starts = new GracefulTracker(() -> {});
    private final Queue<Endpoint> endpoints = new ConcurrentLinkedQueue<>();
    private final Deque<Backend> backends = new ArrayDeque<>(); // the last one first; guarded by itself
    private final SingleFlight<Optional<SystemServer>> systemServer = new SingleFlight<>();
    private final SingleFlight<ShutdownReport> ending = new SingleFlight<>();
    private volatile boolean closed;

    /** Creates a worker with a random instance id. It listens on nothing until it serves something. */
    public Worker(ProcessScope scope, NetworkConfig config, Discovery discovery) {
        this(scope, config, discovery, PlaneServices.NONE);
    }

    /** Creates a worker with a random instance id, and with what its transport is handed besides the network. */
    public Worker(ProcessScope scope, NetworkConfig config, Discovery discovery, PlaneServices services) {
        this(scope, config, discovery, services, scope.io().random().nextLong());
    }

    /** Creates a worker with a given instance id, an unsigned 64-bit number. */
    public Worker(ProcessScope scope, NetworkConfig config, Discovery discovery, long instanceId) {
        this(scope, config, discovery, PlaneServices.NONE, instanceId);
    }

    /**
     * Creates a worker.
     *
     * @param services what its transport is handed besides the network: the connection to a broker in a mode that needs one, and a Micrometer
     *     {@code MeterRegistry} if it shall measure
     * @param instanceId an unsigned 64-bit number
     * @throws PlaneException.ConfigurationError in the {@code dynamo-1.0} profile, for a value of health or system server that 1.0.x refuses
     */
    public Worker(
            ProcessScope scope, NetworkConfig config, Discovery discovery, PlaneServices services, long instanceId) {
        SystemSettings.requireAcceptable(config.settings(), config.profile());
        this.meters = new WorkerMeters(scope.io(), config.settings(), services);
        this.manager = new NetworkManager(scope, config, meters.addTo(services));
        this.instanceId = instanceId;
        PlaneContext plane = manager.context();
        this.health = new SystemHealth(plane);
        this.canaryCaller = new CanaryCaller(manager);
        Notices notices = plane.notices();
        this.parts = new WorkerParts(
                plane,
                this::server,
                discovery,
                health,
                new Canary(plane, discovery, health, canaryCaller::get),
                new GracefulTracker(() -> notices.info("Last endpoint completed, notifying all waiters")),
                meters.registry(),
                () -> closed,
                endpoints::remove);
    }

    /** Returns the instance id that all endpoints of this worker share. */
    public long instanceId() {
        return instanceId;
    }

    /** Returns the manager through which this worker is reached. */
    public NetworkManager manager() {
        return manager;
    }

    /** Returns the health of the worker and its endpoints. */
    public SystemHealth health() {
        return health;
    }

    /** Returns the routes under {@code /engine/} of the system server, to add to. */
    public EngineRoutes engineRoutes() {
        return routes;
    }

    /**
     * Returns the system server, started on the first call; serving an endpoint is one. It is empty if the configuration names no port, or if
     * it cannot be bound, which is reported and harms nothing else.
     */
    public CompletionStage<Optional<SystemServer>> systemServer() {
        if (manager.config().settings().get(SystemSettings.PORT) < 0) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return systemServer.get(() -> {
            if (closed) {
                return CompletableFuture.failedFuture(closedError());
            }
            return SystemServer.start(parts.plane(), health, meters.registry(), routes)
                    .handle(this::startedOrReported)
                    .thenCompose(server -> server.isPresent() && closed
                            ? server.get().close().thenApply(late -> Optional.<SystemServer>empty())
                            : CompletableFuture.completedFuture(server));
        });
    }

    private Optional<SystemServer> startedOrReported(@Nullable SystemServer server, @Nullable Throwable failure) {
        if (failure != null) {
            parts.plane().notices().error("System server failed to start", "cause", Causes.of(failure));
        }
        return Optional.ofNullable(server);
    }

    /**
     * Has Phase 3 of the shutdown close a connection to a service that endpoints need until their last request has ended: discovery, a
     * broker. Of several the one that was named last is closed first. Only {@link #shutdown} does so, {@link #close} does not.
     *
     * @param service what an operator calls it
     * @param close closes it
     */
    public void onDisconnect(String service, Supplier<? extends CompletionStage<?>> close) {
        synchronized (backends) {
            backends.push(new Backend(service, close));
        }
    }

    /**
     * Serves an engine, whose answers travel on the response plane.
     *
     * @return completes once the endpoint is reachable and published; if a step fails, those before it are undone
     */
    public CompletionStage<Endpoint> serve(EndpointName name, Engine engine) {
        return serve(name, engine, EndpointOptions.DEFAULT);
    }

    /** Serves an engine with options; see {@link #serve(EndpointName, Engine)}. */
    public CompletionStage<Endpoint> serve(EndpointName name, Engine engine, EndpointOptions options) {
        return serve(name, new CallHomeHandler(manager.context(), engine), options);
    }

    /**
     * Serves a handler of raw requests.
     *
     * @return completes once the endpoint is reachable and published; if a step fails, those before it are undone
     */
    public CompletionStage<Endpoint> serve(EndpointName name, RequestHandler handler) {
        return serve(name, handler, EndpointOptions.DEFAULT);
    }

    /**
     * Serves a handler of raw requests with options; see {@link #serve(EndpointName, RequestHandler)}. What is measured of requests, and what
     * keeps canaries away, comes from a {@link CallHomeHandler}; of another handler nothing is known.
     */
    public CompletionStage<Endpoint> serve(EndpointName name, RequestHandler handler, EndpointOptions options) {
        starts.enter(); // before the look, so that a shutdown waits for who saw it open
        if (closed) {
            starts.exit();
            return CompletableFuture.failedFuture(closedError());
        }
        return systemServer()
                .thenCompose(ready -> new EndpointStart(parts, name.instance(instanceId), handler, options).run())
                .whenComplete((endpoint, failure) -> {
                    if (failure == null) {
                        endpoints.add(endpoint);
                    }
                    starts.exit();
                });
    }

    private CompletionStage<RequestPlaneServer> server() {
        return manager.server().thenApply(server -> {
            meters.show(server);
            return server;
        });
    }

    /**
     * Closes every endpoint, without a grace period: all are unpublished and drained side by side, each within the drain bound. The requests
     * of endpoints that are not graceful are not waited for. Idempotent; after {@link #shutdown} it waits for that.
     *
     * @return the sum of what was in flight and of what was left; fails, after all are closed, with the first failure of one
     */
    public CompletionStage<DrainReport> close() {
        return down(Duration.ZERO, () -> {}, false)
                .thenCompose(report -> report.failures().isEmpty()
                        ? CompletableFuture.completedFuture(report.requests())
                        : CompletableFuture.failedFuture(report.failures().get(0)));
    }

    /**
     * Comes down in phases (dynamo-manager.md 5.8): the instances leave discovery; for the grace period requests are still accepted; the
     * handlers go; what is in flight is waited for; services are disconnected; the system server stops last. In the {@code dynamo-1.0}
     * profile the system server stops first, there is no grace period, and the instances are found until all is drained. Await it: a program
     * that ends before loses what is in flight (behaviour 218). Idempotent; after {@link #close} it waits for that.
     *
     * @return how it went; never fails
     */
    public CompletionStage<ShutdownReport> shutdown() {
        return shutdown(() -> {});
    }

    /**
     * Comes down in phases, and starts a limit when the handlers go; the program closes it when it has nothing left to do.
     *
     * @return as {@link #shutdown()}
     */
    public CompletionStage<ShutdownReport> shutdown(ExitLimit limit) {
        return shutdown(limit::start);
    }

    private CompletionStage<ShutdownReport> shutdown(Runnable onRefusing) {
        Duration grace = manager.config().settings().get(ShutdownSettings.GRACE_PERIOD);
        return down(grace, onRefusing, true);
    }

    private CompletionStage<ShutdownReport> down(Duration grace, Runnable onRefusing, boolean disconnects) {
        return ending.get(() -> {
            closed = true;
            health.drain();
            boolean reference = manager.config().profile().isReference();
            Runnable refusing = () -> {
                onRefusing.run();
                if (!reference) {
                    closeSystemServer();
                }
            };
            Shutdown.Plan plan =
                    new Shutdown.Plan(starts, endpoints, parts.tracker(), grace, refusing, disconnected(disconnects));
            return new Shutdown(parts.plane(), plan)
                    .run()
                    .thenCompose(report -> closeSystemServer().thenApply(stopped -> {
                        meters.close();
                        return report;
                    }));
        });
    }

    /** Returns what Phase 3 closes: what is this worker's own, then what others gave it, the last one first. */
    private List<Backend> disconnected(boolean others) {
        List<Backend> all = new ArrayList<>();
        all.add(new Backend("canary caller", canaryCaller::close));
        all.add(new Backend("network manager", manager::close));
        synchronized (backends) {
            if (others) {
                all.addAll(backends);
            }
        }
        return all;
    }

    private CompletionStage<Void> closeSystemServer() {
        return systemServer
                .current()
                .flatMap(server -> server)
                .map(SystemServer::close)
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private static PlaneException closedError() {
        return new PlaneException.Closed("The worker is closed");
    }
}
