package io.seatrial.manager;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatrial.metrics.ClientMeters;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.PlaneProvider;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.plane.spi.Requested;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Gives a runtime its request plane: the server that the process shares, started on first use, and clients made on demand
 * (dynamo-manager.md M1 to M30). Constructing one listens on nothing, connects to nothing and starts nothing.
 */
public final class NetworkManager {

    private final ProcessScope scope;
    private final NetworkConfig config;
    private final PlaneContext context;
    private final SingleFlight<RequestPlaneServer> server = new SingleFlight<>();
    private @Nullable ClientMeters clientMeters; // guarded by this

    /** Creates a manager in a scope. What of the configuration could not be read is reported here, one warning a variable. */
    public NetworkManager(ProcessScope scope, NetworkConfig config) {
        this(scope, config, PlaneServices.NONE);
    }

    /**
     * Creates a manager in a scope, with what its transports are handed besides the network.
     *
     * @param services a mode may need one: without it, and with nothing else in its place, that mode's calls fail, not this constructor
     */
    public NetworkManager(ProcessScope scope, NetworkConfig config, PlaneServices services) {
        this.scope = Objects.requireNonNull(scope, "scope");
        this.config = Objects.requireNonNull(config, "config");
        this.context = new PlaneContext(scope.io(), config.settings(), config.profile(), scope.notices(), services);
        config.settings()
                .problems()
                .forEach(problem -> scope.notices()
                        .warn(
                                "Configuration value ignored: " + problem.reason(),
                                "variable",
                                problem.variable(),
                                "value",
                                problem.text(),
                                "using",
                                problem.used()));
        announce();
    }

    private void announce() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("mode", config.mode());
        PlaneProviders providers = PlaneProviders.load();
        if (providers.has(
                config.mode())) { // a missing provider is an error of the calls that need it, not of construction
            fields.putAll(providers.require(config.mode()).requested(context).fields());
        }
        String mode = config.mode().name().toUpperCase(Locale.ROOT);
        scope.notices()
                .publish(new Notice(Level.INFO, "Initializing NetworkManager with " + mode + " request plane", fields));
    }

    /** Returns the mode; for messages, not for branching (M30). */
    public PlaneMode mode() {
        return config.mode();
    }

    /** Returns the configuration. */
    public NetworkConfig config() {
        return config;
    }

    /** Returns what this manager hands to its transports. */
    public PlaneContext context() {
        return context;
    }

    /**
     * Returns the server, started on the first call. Of many first callers one starts it and all get the same object; a failure
     * leaves nothing behind and the next call tries again.
     *
     * @return fails with {@link PlaneException.ConfigurationError} for an unusable address or an unknown mode, with
     *     {@link PlaneException.BindFailed} when the system refuses it, with {@link PlaneException.Closed} after the scope was closed
     */
    public CompletionStage<RequestPlaneServer> server() {
        if (scope.isClosed() && config.profile().isReference()) { // also if this manager had the server: it is dead now
            return CompletableFuture.failedFuture(ProcessScope.closedError());
        }
        return server.get(() -> {
            PlaneProvider provider = PlaneProviders.load().require(config.mode());
            if (!provider.processWideServer()) {
                return provider.start(context);
            }
            return scope.server(config.mode(), () -> provider.start(context)).thenApply(shared -> {
                if (config.profile().isReference()) {
                    warnIfElsewhere(provider, shared);
                }
                return shared;
            });
        });
    }

    /**
     * The first manager of a process decides where it listens; a later one that asked for another place is told so (the model is
     * silent, behaviour 19).
     */
    private void warnIfElsewhere(PlaneProvider provider, RequestPlaneServer shared) {
        Requested wanted = provider.requested(context);
        if (!wanted.isServedAt(shared.address(), shared.port())) {
            scope.notices()
                    .warn(
                            "The process has a " + shared.transportName()
                                    + " server already; the address configured for this manager is not used",
                            "configured",
                            wanted,
                            "in_force",
                            shared.address());
        }
    }

    /**
     * Makes a new client. It opens no connection and is not cached: keep one for each router (M27).
     *
     * @throws PlaneException.ConfigurationError if no provider for the mode is on the class path
     */
    public RequestPlaneClient createClient() {
        RequestPlaneClient client = PlaneProviders.load().require(config.mode()).createClient(context);
        return context.services()
                .find(MeterRegistry.class)
                .map(registry -> metersOn(registry).meter(client))
                .orElse(client);
    }

    private synchronized ClientMeters metersOn(MeterRegistry registry) {
        if (clientMeters == null) {
            clientMeters = new ClientMeters(registry, config.mode().name());
        }
        return clientMeters;
    }

    /**
     * Closes what is this manager's alone: a server that it does not share with its process, and what it shows on a registry. Clients are
     * closed by who had them made, and a shared server lives as long as its {@link ProcessScope}. Idempotent.
     *
     * @return what was left in flight at the server that was closed
     */
    public CompletionStage<DrainReport> close() {
        synchronized (this) {
            if (clientMeters != null) {
                clientMeters.close();
            }
        }
        return server.current()
                .filter(started -> !PlaneProviders.load().require(config.mode()).processWideServer())
                .map(RequestPlaneServer::close)
                .orElseGet(() -> CompletableFuture.completedFuture(DrainReport.IDLE));
    }
}
