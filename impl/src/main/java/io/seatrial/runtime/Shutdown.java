package io.seatrial.runtime;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Setting;
import io.seatrial.runtime.ShutdownReport.Phase;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.settings.ShutdownSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One worker's way down, in the phases of dynamo-manager.md 5.8. Each has a bound, none is skipped because one before it failed, and the
 * report says what each took and what it left. The reference withdraws the instances before their handlers go; 1.0.x leaves them to be
 * found until everything is drained.
 */
final class Shutdown {

    /**
     * How long Phase 2 waits beyond the bound of the drain itself. Servers keep that bound and say what they left; this is for one that
     * does not.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final PlaneContext plane;
    private final Notices notices;
    private final Plan plan;
    private final List<Phase> phases = new ArrayList<>(); // added to by one phase after the other
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final Map<Endpoint, CompletableFuture<DrainReport>> drains = new LinkedHashMap<>();
    private List<Endpoint> endpoints = List.of();
    private DrainReport requests = DrainReport.IDLE;

    /**
     * What goes down, and how.
     *
     * @param starts counts the starts under way; none begins any more
     * @param endpoints those that are served; asked when no start is under way
     * @param tracker counts those that are waited for
     * @param grace how long requests are accepted after the withdrawal
     * @param onRefusing runs at the beginning of Phase 1
     * @param backends what Phase 3 closes, in order
     */
    record Plan(
            GracefulTracker starts,
            Collection<Endpoint> endpoints,
            GracefulTracker tracker,
            Duration grace,
            Runnable onRefusing,
            List<Backend> backends) {}

    Shutdown(PlaneContext plane, Plan plan) {
        this.plane = plane;
        this.notices = plane.notices();
        this.plan = plan;
    }

    /** Runs all phases. Never fails. */
    CompletionStage<ShutdownReport> run() {
        notices.info("Runtime shutdown initiated");
        CompletableFuture<Void> down = plane.profile().isReference()
                ? phase(ShutdownPhase.WITHDRAW, this::settleAndWithdraw)
                        .thenCompose(next -> phase(ShutdownPhase.GRACE, this::grace))
                        .thenCompose(next -> phase(ShutdownPhase.REFUSE, this::refuse))
                        .thenCompose(next -> phase(ShutdownPhase.DRAIN, this::drain))
                : phase(ShutdownPhase.REFUSE, this::settleAndRefuse)
                        .thenCompose(next -> phase(ShutdownPhase.DRAIN, this::drain))
                        .thenCompose(next -> phase(ShutdownPhase.WITHDRAW, this::withdraw));
        return down.thenCompose(next -> phase(ShutdownPhase.DISCONNECT, this::disconnect))
                .thenApply(done -> new ShutdownReport(phases, requests, List.copyOf(failures)));
    }

    private CompletableFuture<Void> phase(ShutdownPhase phase, Supplier<CompletableFuture<List<String>>> work) {
        long began = plane.io().nanoTime();
        return work.get()
                .thenAccept(left ->
                        phases.add(new Phase(phase, Duration.ofNanos(plane.io().nanoTime() - began), left)));
    }

    private CompletableFuture<List<String>> settleAndWithdraw() {
        return settle().thenCompose(unsettled -> withdraw().thenApply(left -> sum(unsettled, left)));
    }

    private CompletableFuture<List<String>> settleAndRefuse() {
        return settle().thenCompose(unsettled -> refuse().thenApply(left -> sum(unsettled, left)));
    }

    /** Waits for starts under way, then knows who goes down: endpoints leave the worker's own list as they end. */
    private CompletableFuture<List<String>> settle() {
        return within(ShutdownSettings.STARTS_TIMEOUT, plan.starts().awaitZero())
                .handle((done, late) -> {
                    endpoints = List.copyOf(plan.endpoints());
                    return late == null ? List.of() : List.of(plan.starts().count() + " starts of endpoints");
                });
    }

    private CompletableFuture<List<String>> withdraw() {
        CompletableFuture<List<String>> left = CompletableFuture.completedFuture(List.of());
        for (Endpoint endpoint : endpoints) { // all at once
            CompletionStage<Void> withdrawal = endpoint.withdraw();
            String what = endpoint.id().path();
            left = left.thenCombine(
                    ended("Endpoint was not withdrawn from discovery", what, withdrawal), Shutdown::sum);
        }
        return left;
    }

    private CompletableFuture<List<String>> grace() {
        boolean anybody = !endpoints.isEmpty();
        return Bounds.pause(plane.io(), anybody ? plan.grace() : Duration.ZERO).thenApply(over -> List.of());
    }

    private CompletableFuture<List<String>> refuse() {
        notices.info("Phase 1: Cancelling endpoint shutdown token");
        plan.onRefusing().run();
        endpoints.forEach(endpoint -> drains.put(endpoint, endpoint.retire().toCompletableFuture()));
        return CompletableFuture.completedFuture(List.of());
    }

    private CompletableFuture<List<String>> drain() {
        notices.info("Phase 2: Waiting for graceful endpoints to complete");
        notices.info("Active graceful endpoints: " + plan.tracker().count());
        Duration bound = plane.settings().get(RuntimeSettings.DRAIN_TIMEOUT).plus(PATIENCE);
        CompletionStage<Void> drained = plan.tracker().awaitZero().thenCompose(zero -> reports());
        return Bounds.within(plane.io(), bound, drained, TimeoutException::new).handle((done, late) -> {
            drains.forEach(this::account);
            List<String> left = drains.keySet().stream()
                    .filter(endpoint -> endpoint.isGraceful() && !endpoint.hasEnded())
                    .map(endpoint -> endpoint.id().path())
                    .toList();
            if (!left.isEmpty()) {
                notices.warn("Phase 2: Gave up waiting for graceful endpoints", "left", left);
            }
            return left;
        });
    }

    /** Returns what completes when every graceful endpoint has reported: the tracker hears of an end just before its report is there. */
    private CompletableFuture<Void> reports() {
        CompletableFuture<?>[] graceful = drains.entrySet().stream()
                .filter(drain -> drain.getKey().isGraceful())
                .map(Map.Entry::getValue)
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(graceful).handle((done, failure) -> null);
    }

    /** Adds the outcome of one endpoint's drain, if there is one by now. */
    private void account(Endpoint endpoint, CompletableFuture<DrainReport> drain) {
        if (drain.isCompletedExceptionally()) {
            drain.whenComplete((none, failure) ->
                    failed("Endpoint was not drained", endpoint.id().path(), failure));
        } else if (drain.isDone()) {
            requests = requests.plus(drain.join());
        }
    }

    private CompletableFuture<List<String>> disconnect() {
        boolean gracefully = requests.complete() && plan.tracker().count() == 0;
        notices.info("Phase 3: " + (gracefully ? "All endpoints ended gracefully. " : "Not all endpoints ended. ")
                + "Connections to backend services will now be disconnected");
        CompletableFuture<List<String>> left = CompletableFuture.completedFuture(List.of());
        for (Backend backend : plan.backends()) { // one after the other: a later one may need an earlier one
            left = left.thenCompose(soFar -> disconnect(backend).thenApply(more -> sum(soFar, more)));
        }
        return left;
    }

    private CompletableFuture<List<String>> disconnect(Backend backend) {
        CompletionStage<?> closing;
        try {
            closing = backend.close().get();
        } catch (RuntimeException refused) {
            closing = CompletableFuture.failedFuture(refused);
        }
        return ended(
                "Backend service was not disconnected in order",
                backend.name(),
                within(ShutdownSettings.DISCONNECT_TIMEOUT, closing));
    }

    /** Returns nothing, or what failed if it did, after saying so. */
    private CompletableFuture<List<String>> ended(String complaint, String what, CompletionStage<?> stage) {
        return stage.<List<String>>handle((done, failure) -> {
                    if (failure == null) {
                        return List.of();
                    }
                    failed(complaint, what, failure);
                    return List.of(what);
                })
                .toCompletableFuture();
    }

    private void failed(String complaint, String what, Throwable failure) {
        Throwable cause = Causes.of(failure);
        failures.add(cause);
        notices.warn(complaint, "what", what, "cause", cause);
    }

    private <T> CompletableFuture<T> within(Setting<Duration> setting, CompletionStage<T> stage) {
        Duration bound = plane.settings().get(setting);
        return Bounds.within(
                plane.io(), bound, stage, () -> new TimeoutException("Not within " + bound.toMillis() + " ms"));
    }

    private static List<String> sum(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
