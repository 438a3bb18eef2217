package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectFailure;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.Disconnected;
import io.seatrial.plane.PlaneException.ResponseTimeout;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** What a failure changes: for the instance that failed, for the requests that come after, and for the one that met it. */
public final class InhibitionCases {

    static final String INHIBITED = "DYN_RUNTIME_INHIBITED_DURATION_SECS";
    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final int REQUESTS = 30;
    private static final int FAILURES = 200;

    /** Creates the cases of one trial. */
    public InhibitionCases() {}

    /** Has one of three instances dead. */
    @Case(rule = "ROUTE-05")
    public void shouldPassOverWhatCannotBeReached(Trial trial) {
        Fleet fleet = Fleet.of(trial, 2);
        fleet.publishDead(3);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT, INHIBITED, "600");
        fleet.expectAnnounced(router, 3);
        expect("requests that failed", 1, failures(trial, router));
        expect("instances that may be chosen", List.of(1L, 2L), router.available());
    }

    /** Has one of two instances refuse its connections. */
    @Case(rule = "ROUTE-06")
    public void shouldChooseAgainWhatRefused(Trial trial) {
        Fleet fleet = Fleet.of(trial, 1);
        fleet.publishDead(2);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
        fleet.expectAnnounced(router, 2);
        expect("requests that failed", REQUESTS / 2, failures(trial, router));
    }

    private static int failures(Trial trial, PlaneRouter router) {
        int failures = 0;
        for (int i = 0; i < REQUESTS; i++) {
            failures += answered(trial, router) ? 0 : 1;
        }
        return failures;
    }

    private static boolean answered(Trial trial, PlaneRouter router) {
        Outcome<Flow.Publisher<StreamItem>> opened =
                trial.outcome("a call", router.call("req", "{}").opened());
        if (opened.succeeded()) {
            trial.subscribe(Objects.requireNonNull(opened.value(), "a stream")).drain();
        }
        return opened.succeeded();
    }

    /** Waits until the time of an instance is over. */
    @Case(rule = "ROUTE-07")
    public void shouldTakeAnInstanceBack(Trial trial) {
        Fleet fleet = Fleet.of(trial, 2);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT, INHIBITED, "1");
        fleet.expectAnnounced(router, 2);
        router.reportDown(1);
        expect("instances that may be chosen", List.of(2L), router.available());
        trial.mustHappen("the return of instance 1", () -> router.available().equals(List.of(1L, 2L)));
    }

    /** Switches it off by the duration. */
    @Case(rule = "ROUTE-11")
    public void shouldPassOverNothingForNoTime(Trial trial) {
        Fleet fleet = Fleet.of(trial, 1);
        fleet.publishDead(2);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT, INHIBITED, "0");
        fleet.expectAnnounced(router, 2);
        for (int i = 0; i < 4; i++) {
            answered(trial, router);
        }
        expect("instances that may be chosen", List.of(1L, 2L), router.available());
    }

    /** Takes a request and stays silent. */
    @Case(rule = "ROUTE-27")
    public void shouldPassOverWhatDoesNotCallHome(Trial trial) {
        Fleet fleet = new Fleet(trial);
        RecordingHandler silent = trial.handler();
        fleet.publish(1, trial.serve(Fleet.NAME.instance(1), silent));
        PlaneRouter router =
                fleet.router(RouterSetup.DEFAULT, INHIBITED, "600", "SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS", "200");
        trial.awaitFailure(
                "a request that is not answered", router.call("req", "{}").opened(), ResponseTimeout.class);
        expect("instances that may be chosen", List.of(), router.available());
    }

    /** Breaks off an answer. */
    @Case(rule = "ROUTE-12")
    public void shouldPassOverWhatBreaksOff(Trial trial) {
        Fleet fleet = Fleet.of(trial, 1);
        HeldEngine breaking = HeldEngine.begun();
        fleet.serve(2, breaking);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
        fleet.expectAnnounced(router, 2);
        ItemProbe<StreamItem> stream = trial.subscribe(
                trial.await("the stream", router.call(2, "req", "{}").opened()));
        breaking.answer().give("1");
        stream.take(1);
        breaking.answer().fail(new IllegalStateException("an engine that breaks off"));
        stream.request(1);
        trial.outcome("the end of the stream", stream.end());
        expectFailure("the stream", Disconnected.class, stream.failure().orElse(null));
        trial.mustHappen(
                "instance 2 to be passed over", () -> router.available().equals(List.of(1L)));
    }

    /** Has an engine refuse. */
    @Case(rule = "ROUTE-13")
    public void shouldKeepAnInstanceWhoseEngineRefuses(Trial trial) {
        Fleet fleet = new Fleet(trial);
        fleet.serve(1, (json, context) -> CompletableFuture.failedFuture(new IllegalArgumentException("bad request")));
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
        trial.awaitFailure("a request that is refused", router.call("req", "{}").opened(), PlaneException.class);
        expect("instances that may be chosen", List.of(1L), router.available());
    }

    /** Withdraws an instance that has taken a request and not called home. */
    @Case(rule = "ROUTE-14")
    public void shouldFailARequestWhoseInstanceIsRemoved(Trial trial) {
        Fleet fleet = new Fleet(trial);
        RecordingHandler silent = trial.handler();
        fleet.publish(1, trial.serve(Fleet.NAME.instance(1), silent));
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
        StreamCall call = router.call("req", "{}");
        trial.mustHappen("the request's arrival", () -> silent.count() == 1);
        fleet.withdraw(1);
        trial.awaitFailure("a request whose instance is removed", call.opened(), Disconnected.class);
    }

    /** Withdraws one of two instances before either has called home. */
    @Case(rule = "ROUTE-14")
    public void shouldFailNoRequestToAnInstanceThatStays(Trial trial) {
        Fleet fleet = new Fleet(trial);
        List<RecordingHandler> silent = List.of(trial.handler(), trial.handler());
        for (int i = 0; i < 2; i++) {
            fleet.serve(i + 1, silent.get(i));
        }
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
        fleet.expectAnnounced(router, 2);
        List<StreamCall> calls = List.of(router.call("one", "{}"), router.call("other", "{}"));
        trial.mustHappen("a request at each instance", () -> silent.stream().allMatch(handler -> handler.count() == 1));
        fleet.withdraw(1);
        trial.mustHappen("the failure of the request to the instance that is removed", () -> failed(calls) > 0);
        trial.mustNotHappen(A_MOMENT, "the failure of the request to the instance that stays", () -> failed(calls) > 1);
    }

    private static long failed(List<StreamCall> calls) {
        return calls.stream()
                .filter(call -> call.opened().toCompletableFuture().isCompletedExceptionally())
                .count();
    }

    /** Withdraws an instance in the middle of an answer. */
    @Case(rule = "ROUTE-15")
    public void shouldDeliverAnAnswerThatHasBegun(Trial trial) {
        Fleet fleet = new Fleet(trial);
        HeldEngine engine = HeldEngine.begun();
        fleet.serve(1, engine);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
        ItemProbe<StreamItem> stream = trial.subscribe(
                trial.await("the stream", router.call("req", "{}").opened()));
        engine.answer().give("1");
        stream.take(1);
        fleet.withdraw(1);
        fleet.expectAnnounced(router, 0);
        engine.answer().give("2");
        engine.answer().end();
        expect("items", 2, stream.drain().size());
    }

    /** Lets a request migrate. */
    @Case(rule = "ROUTE-19")
    public void shouldBeAnsweredByAnother(Trial trial) {
        Fleet fleet = new Fleet(trial);
        fleet.publishDead(1);
        fleet.serve(2);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT.migrating(1));
        fleet.expectAnnounced(router, 2);
        for (int i = 0; i < 4; i++) {
            expect("the answer", "2", fleet.answer(router));
        }
    }

    /** Lets a request meet more dead instances than it may. */
    @Case(rule = "ROUTE-20")
    public void shouldGiveUpAtTheLimit(Trial trial) {
        Fleet fleet = new Fleet(trial);
        for (int id = 1; id <= 4; id++) {
            fleet.publishDead(id);
        }
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT.migrating(2), INHIBITED, "600");
        fleet.expectAnnounced(router, 4);
        trial.awaitFailure("a request without luck", router.call("req", "{}").opened(), PlaneException.class);
        expect("instances that were not tried", 1, router.available().size());
    }

    /** Fails many requests. */
    @Case(rule = "ROUTE-26")
    public void shouldLeaveNothingOfFailedRequests(Trial trial) {
        Fleet fleet = new Fleet(trial);
        fleet.publishDead(1);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT.withoutFaultDetection());
        trial.outcomes(
                        "requests to what is dead",
                        trial.concurrently(
                                FAILURES, i -> router.call("req-" + i, "{}").opened()))
                .forEach(outcome -> expect("whether a request to what is dead succeeded", false, outcome.succeeded()));
        trial.await("close of the router, whose registrations are counted", router.close());
    }
}
