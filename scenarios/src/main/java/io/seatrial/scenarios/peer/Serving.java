package io.seatrial.scenarios.peer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seatrial.discovery.Discovery;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.runtime.Worker;
import io.seatrial.settings.SystemSettings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A worker with all that it stands on, opened from the bottom up and closed from the top down. */
final class Serving {

    private final Worker worker;
    private final ProcessScope scope;
    private final PeerNats nats;
    private final Closing closing;

    private Serving(Worker worker, ProcessScope scope, PeerNats nats, Closing closing) {
        this.worker = worker;
        this.scope = scope;
        this.nats = nats;
        this.closing = closing;
    }

    /**
     * Opens a worker that serves nothing yet. If it fails, what was opened is closed.
     *
     * @param configured puts what the worker's own options say over the configuration
     * @param instance the identity to keep; a random one if there is none
     */
    static Serving open(
            PeerOptions peer, UnaryOperator<NetworkConfig> configured, @Nullable Long instance, PrintWriter err) {
        Closing closing = new Closing();
        try {
            NetworkConfig config = configured.apply(peer.config());
            if (peer.needsNats()) {
                config = peer.meeting(config, () -> NatsMeeting.forWorker(System.getenv(), err), closing);
            }
            ProcessScope scope = ProcessScope.open("seatrial");
            closing.add(scope::close);
            PeerNats nats = PeerNats.open(peer.needsNats(), scope, config, closing);
            Discovery discovery = peer.openDiscovery(scope, nats.services());
            closing.add(discovery::close);
            PlaneServices services = nats.services();
            if (config.settings().get(SystemSettings.PORT) >= 0) { // what is measured is read nowhere else
                services = services.with(MeterRegistry.class, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
            }
            long id = instance == null ? scope.io().random().nextLong() : instance;
            return new Serving(new Worker(scope, config, discovery, services, id), scope, nats, closing);
        } catch (RuntimeException e) {
            closing.close();
            throw e;
        }
    }

    /** Serves the demo endpoints; returns when they can be reached. */
    void serve(String namespace, String component) {
        DemoEngines.all(scope.io().scheduler())
                .forEach((endpoint, engine) ->
                        Waiting.on(worker.serve(new EndpointName(namespace, component, endpoint), engine)));
    }

    /** Returns the instance id as it is published. */
    String instance() {
        return Long.toHexString(worker.instanceId());
    }

    /** Returns the plane and the place where the worker is reached, for people. */
    String place() {
        RequestPlaneServer server = Waiting.on(worker.manager().server());
        return server.transportName() + " "
                + nats.place(server, worker.manager().config());
    }

    /** Returns where health and metrics are told over HTTP, as {@code host:port}, if that was asked for and could be bound. */
    Optional<String> systemPlace() {
        return Waiting.on(worker.systemServer())
                .map(server -> server.address().getHostString() + ":"
                        + server.address().getPort());
    }

    /** Closes the worker, then what it stands on. Blocks, so it is not for event loops. */
    CompletionStage<DrainReport> end() {
        try (closing) {
            return CompletableFuture.completedFuture(Waiting.on(worker.close()));
        }
    }
}
