package io.seatrial.testkit.reference;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seatrial.discovery.Discovery;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.runtime.Endpoint;
import io.seatrial.runtime.EndpointOptions;
import io.seatrial.runtime.ShutdownReport;
import io.seatrial.runtime.Worker;
import io.seatrial.runtime.health.HealthStatus;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.StreamEngine;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** A worker of the reference, in the words of the testkit, with a registry of metrics of its own. */
final class ReferenceRuntime implements PlaneRuntime {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Worker worker;

    ReferenceRuntime(ProcessScope scope, NetworkConfig config, Discovery store, PlaneServices services) {
        this.worker = new Worker(scope, config, store, services.with(MeterRegistry.class, registry));
    }

    @Override
    public long instanceId() {
        return worker.instanceId();
    }

    @Override
    public CompletionStage<PlaneEndpoint> serve(EndpointName name, StreamEngine engine, EndpointSetup setup) {
        EndpointOptions graceful = setup.graceful() ? EndpointOptions.DEFAULT : EndpointOptions.DEFAULT.notGraceful();
        EndpointOptions options =
                setup.healthPayload().map(graceful::withHealthPayload).orElse(graceful);
        return worker.serve(name, ReferenceStreams.engine(engine), options).thenApply(ReferenceEndpoint::new);
    }

    @Override
    public CompletionStage<DrainReport> shutdown() {
        return worker.shutdown().thenApply(ShutdownReport::requests);
    }

    @Override
    public boolean isReady() {
        return worker.health().report().isReady();
    }

    @Override
    public Map<String, Boolean> endpointHealth() {
        Map<String, Boolean> ready = new TreeMap<>();
        worker.health().report().endpoints().forEach((name, status) -> ready.put(name, status == HealthStatus.READY));
        return ready;
    }

    @Override
    public CompletionStage<OptionalInt> systemPort() {
        return worker.systemServer()
                .thenApply(server -> server.map(
                                there -> OptionalInt.of(there.address().getPort()))
                        .orElse(OptionalInt.empty()));
    }

    @Override
    public Map<String, Double> metrics() {
        return PrometheusText.series(registry.scrape());
    }

    private record ReferenceEndpoint(Endpoint endpoint) implements PlaneEndpoint {
        @Override
        public EndpointId id() {
            return endpoint.id();
        }

        @Override
        public InstanceAddress address() {
            return endpoint.address();
        }

        @Override
        public CompletionStage<Void> unpublish() {
            return endpoint.unpublish();
        }

        @Override
        public CompletionStage<Void> republish() {
            return endpoint.republish();
        }

        @Override
        public CompletionStage<DrainReport> close() {
            return endpoint.close();
        }
    }
}
