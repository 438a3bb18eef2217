package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointName;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.StreamEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** How a worker finds out what has become of its endpoints: by calling those on which nothing happens. */
public final class CanaryCases {

    private static final EndpointName NAME = new EndpointName("seat", "demo", "generate");
    private static final String CANARY = "\"canary\"";
    private static final String ENABLED = "DYN_HEALTH_CHECK_ENABLED";
    private static final String WAIT = "DYN_CANARY_WAIT_TIME";
    private static final String BOUND = "DYN_HEALTH_CHECK_REQUEST_TIMEOUT";
    private static final Duration HALF_THE_WAIT = Duration.ofMillis(500);
    private static final int HALVES = 8;

    /** Creates the cases of one trial. */
    public CanaryCases() {}

    /** Has an engine fall ill and recover. */
    @Case(rule = "HEALTH-06")
    public void shouldFindOutThatAnEngineIsIll(Trial trial) {
        AtomicBoolean ill = new AtomicBoolean();
        StreamEngine engine = (json, context) -> ill.get()
                ? CompletableFuture.failedFuture(new IllegalStateException("an engine that is ill"))
                : CompletableFuture.completedFuture(Items.of(List.of("{\"data\":\"well\"}")));
        PlaneRuntime runtime = watching(trial, trial.store());
        serve(trial, runtime, engine);
        trial.mustHappen("a good start", runtime::isReady);
        ill.set(true);
        trial.mustHappen("the illness to be found out", () -> !runtime.isReady());
        ill.set(false);
        trial.mustHappen("the recovery to be found out", runtime::isReady);
    }

    /** Completes answers more often than canaries are due. */
    @Case(rule = "HEALTH-09")
    public void shouldNotTryWhatIsInUse(Trial trial) {
        AtomicInteger canaries = new AtomicInteger();
        PlaneEndpoint endpoint = serve(trial, watching(trial, trial.store()), counting(canaries, "1"));
        for (int i = 0; i < HALVES; i++) {
            trial.await("half the wait", trial.after(HALF_THE_WAIT));
            WorkerLifeCases.answers(trial, endpoint.address());
        }
        expect("canaries to an endpoint in use", 0, canaries.get());
    }

    /** Breaks answers off more often than canaries are due. */
    @Case(rule = "HEALTH-09")
    public void shouldTryWhatBreaksOff(Trial trial) {
        AtomicInteger canaries = new AtomicInteger();
        PlaneEndpoint endpoint = serve(trial, watching(trial, trial.store()), (json, context) -> {
            Items<String> answer = Items.open();
            answer.give("1");
            answer.fail(new IllegalStateException("an engine that breaks off"));
            canaries.addAndGet(json.equals(CANARY) ? 1 : 0);
            return CompletableFuture.completedFuture(answer);
        });
        for (int i = 0; i < HALVES; i++) {
            trial.await("half the wait", trial.after(HALF_THE_WAIT));
            var stream = trial.subscribe(trial.await(
                    "the stream",
                    trial.caller()
                            .call(endpoint.address(), "req", "{}", Map.of())
                            .opened()));
            trial.outcome(
                    "the end of the stream", stream.request(Long.MAX_VALUE).end());
        }
        expectThat("canaries to an endpoint whose answers break off", "some", canaries.get() > 0, canaries);
    }

    private static StreamEngine counting(AtomicInteger canaries, String answer) {
        return (json, context) -> {
            canaries.addAndGet(json.equals(CANARY) ? 1 : 0);
            return CompletableFuture.completedFuture(Items.of(List.of(answer)));
        };
    }

    /** Has an engine that says nothing. */
    @Case(rule = "HEALTH-10")
    public void shouldNotWaitForASilentEngine(Trial trial) {
        Items<String> silent = Items.open();
        PlaneRuntime runtime = watching(trial, trial.store(), BOUND, "1");
        serve(trial, runtime, (json, context) -> CompletableFuture.completedFuture(silent));
        trial.mustHappen("the silence to be found out", () -> !runtime.isReady());
        silent.end();
    }

    /** Publishes another address for an endpoint whose engine is well. */
    @Case(rule = "HEALTH-11")
    public void shouldFindOutThatTheAddressIsWrong(Trial trial) {
        Discovery store = trial.store();
        PlaneRuntime runtime = watching(trial, store);
        PlaneEndpoint endpoint = serve(trial, runtime, Fleet.answering("1"));
        trial.mustHappen("a good start", runtime::isReady);
        trial.await(
                "publication of a wrong address", store.register(new Instance(endpoint.id(), Addresses.dead(trial))));
        trial.mustHappen("the wrong address to be found out", () -> !runtime.isReady());
    }

    /** Sends a canary that the NATS server would not take. */
    @Case(rule = "METRICS-05")
    public void shouldCountWhatIsTooLargeForTheServer(Trial trial) {
        PlaneRuntime runtime = trial.process().runtime(trial.store(), ENABLED, "true", WAIT, "1");
        String large = "\"" + "x".repeat((int) trial.nats().maxPayload()) + "\"";
        trial.await("serve", runtime.serve(NAME, Fleet.answering("1"), EndpointSetup.DEFAULT.triedWith(large)));
        String series = "dynamo_transport_nats_errors_total{error_type=\"max_payload_exceeded\"}";
        trial.mustHappen(series + " to be counted", () -> runtime.metrics().getOrDefault(series, 0.0) >= 1);
    }

    private static PlaneRuntime watching(Trial trial, Discovery store, String... more) {
        List<String> variables = new java.util.ArrayList<>(List.of(ENABLED, "true", WAIT, "1"));
        variables.addAll(List.of(more));
        return trial.process().runtime(store, variables.toArray(String[]::new));
    }

    private static PlaneEndpoint serve(Trial trial, PlaneRuntime runtime, StreamEngine engine) {
        return trial.await("serve", runtime.serve(NAME, engine, EndpointSetup.DEFAULT.triedWith(CANARY)));
    }
}
