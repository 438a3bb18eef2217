package io.seatrial.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.seatrial.discovery.Instance;
import io.seatrial.metrics.EndpointTags;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.response.CallHomeHandler;
import io.seatrial.runtime.health.Canary;
import io.seatrial.runtime.health.SystemHealth;
import io.seatrial.settings.SystemSettings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * The start of one endpoint, step by step (dynamo-manager.md 5.2): meters, server, health target, handler, tracker, discovery. If a step
 * fails, or the worker is closed between two, those before are undone in reverse before the failure is told.
 */
final class EndpointStart {

    private final WorkerParts worker;
    private final EndpointId id;
    private final RequestHandler handler;
    private final EndpointOptions options;

    /** What was attached to the handler; taken off when the endpoint ends, however it does. Each can be run twice. */
    private final Queue<Runnable> attached = new ConcurrentLinkedQueue<>();

    /** What undoes the steps, the last one first. */
    private final Deque<Supplier<CompletionStage<?>>> undo = new ArrayDeque<>();

    EndpointStart(WorkerParts worker, EndpointId id, RequestHandler handler, EndpointOptions options) {
        this.worker = worker;
        this.id = id;
        this.handler = handler;
        this.options = options;
    }

    CompletionStage<Endpoint> run() {
        return CompletableFuture.completedFuture(null)
                .thenRun(this::addMeters)
                .thenCompose(metered -> worker.server().get())
                .thenCompose(this::register)
                .thenCompose(this::publish)
                .handle((endpoint, failure) ->
                        failure == null ? CompletableFuture.completedFuture(endpoint) : rollBack(Causes.of(failure)))
                .thenCompose(stage -> stage);
    }

    private void addMeters() {
        requireOpen();
        MeterRegistry registry = worker.meters();
        if (registry != null && handler instanceof CallHomeHandler ours) {
            attached.add(ours.addMetrics(
                    registry,
                    EndpointTags.of(
                            id.name(), options.metricLabels(), worker.plane().profile())));
        }
    }

    private CompletionStage<Endpoint> register(RequestPlaneServer server) {
        requireOpen();
        boolean known = worker.health().status(id).isPresent();
        undoLater(() -> {
            if (!known) {
                worker.health().forget(id);
            }
        });
        addTarget();
        Instance instance = new Instance(id, server.publishedAddress(id));
        return server.register(id, handler, worker.health()).thenApply(registered -> {
            Endpoint endpoint = new Endpoint(
                    server,
                    new Publication(worker.plane(), worker.discovery(), instance),
                    options.graceful(),
                    worker.plane().profile().isReference(),
                    () -> worker.canary().stop(id),
                    this::ended);
            if (options.graceful()) {
                worker.tracker().enter();
            }
            undo.push(endpoint::close);
            return endpoint;
        });
    }

    private void addTarget() {
        SystemHealth health = worker.health();
        Canary canary = worker.canary();
        if (options.healthPayload().isEmpty()) {
            return;
        }
        if (health.addTarget(id)) {
            undoLater(() -> {
                canary.forget(id);
                health.removeTarget(id);
            });
        }
        if (handler instanceof CallHomeHandler ours) {
            attached.add(ours.setHealthCheckNotifier(() -> canary.completed(id)));
        }
    }

    private CompletionStage<Endpoint> publish(Endpoint endpoint) {
        requireOpen();
        return endpoint.publish().thenApply(published -> {
            requireOpen(); // the worker may have begun to close, and found nothing to withdraw
            if (SystemSettings.canaryEnabled(worker.plane().settings())) {
                options.healthPayload()
                        .ifPresent(json -> worker.canary().watch(id, json.getBytes(StandardCharsets.UTF_8)));
            }
            return endpoint;
        });
    }

    private void ended(Endpoint endpoint) {
        attached.forEach(Runnable::run);
        worker.gone().accept(endpoint);
        if (endpoint.isGraceful()) {
            worker.tracker().exit();
        }
    }

    private void undoLater(Runnable step) {
        undo.push(() -> {
            step.run();
            return CompletableFuture.completedFuture(null);
        });
    }

    private CompletableFuture<Endpoint> rollBack(Throwable failure) {
        CompletableFuture<?> undone = CompletableFuture.completedFuture(null);
        for (Supplier<CompletionStage<?>> step : undo) {
            undone = undone.thenCompose(done -> step.get()).handle((done, another) -> {
                if (another != null) {
                    failure.addSuppressed(Causes.of(another));
                }
                return null;
            });
        }
        return undone.thenCompose(done -> {
            attached.forEach(Runnable::run);
            return CompletableFuture.failedFuture(failure);
        });
    }

    private void requireOpen() {
        if (worker.closed().getAsBoolean()) {
            throw new PlaneException.Closed("The worker is closed");
        }
    }
}
