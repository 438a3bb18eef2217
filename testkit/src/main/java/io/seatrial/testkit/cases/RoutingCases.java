package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.Closed;
import io.seatrial.plane.PlaneException.Overloaded;
import io.seatrial.plane.PlaneException.PlaneMismatch;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.RouterSetup.Choice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Which of several instances a router chooses, and what it says if there is none. */
public final class RoutingCases {

    private static final int INSTANCES = 3;
    private static final int ROUNDS = 20;
    private static final int MANY = 100;

    /** Creates the cases of one trial. */
    public RoutingCases() {}

    /** Calls three instances in turn. */
    @Case(rule = "ROUTE-01")
    public void shouldTakeTurns(Trial trial) {
        Fleet fleet = Fleet.of(trial, INSTANCES);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
        fleet.expectAnnounced(router, INSTANCES);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < INSTANCES * ROUNDS; i++) {
            answers.add(fleet.answer(router));
        }
        for (int id = 1; id <= INSTANCES; id++) {
            expect("requests at instance " + id, ROUNDS, Collections.frequency(answers, "" + id));
        }
    }

    /** Calls nobody. */
    @Case(rule = "ROUTE-02")
    public void shouldSayThatNobodyIsThere(Trial trial) {
        PlaneRouter router =
                trial.callerProcess().defaultManager().router(trial.store(), Fleet.NAME, RouterSetup.DEFAULT);
        PlaneException error = trial.awaitFailure(
                "a call without instances", router.call("req", "{}").opened(), PlaneException.class);
        expectContains("text of the error", "no instances found for endpoint seat/demo/generate", error.getMessage());
    }

    /** Calls an id that nobody has. */
    @Case(rule = "ROUTE-03")
    public void shouldSayThatTheInstanceIsNotThere(Trial trial) {
        Fleet fleet = Fleet.of(trial, 1);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT.choosing(Choice.DIRECT));
        PlaneException error = trial.awaitFailure(
                "a call of an instance that is not there",
                router.call(-1, "req", "{}").opened(),
                PlaneException.class);
        expectContains(
                "text of the error",
                "instance_id=18446744073709551615 not found for endpoint seat/demo/generate",
                error.getMessage());
        expect("the answer of the one that is", "1", fleet.only(router.call(1, "req", "{}")));
    }

    /** Names an instance that was reported down. */
    @Case(rule = "ROUTE-04")
    public void shouldNotFindAnInstanceThatIsPassedOver(Trial trial) {
        Fleet fleet = Fleet.of(trial, 2);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT.choosing(Choice.DIRECT));
        fleet.expectAnnounced(router, 2);
        expect("whether instance 2 is announced", true, router.reportDown(2));
        PlaneException error = trial.awaitFailure(
                "a call of instance 2", router.call(2, "req", "{}").opened(), PlaneException.class);
        expectContains(
                "text of the error", "instance_id=2 not found for endpoint seat/demo/generate", error.getMessage());
    }

    /** Reports two instances down from two callers. */
    @Case(rule = "ROUTE-08")
    public void shouldPassOverBothThatAreReportedAtOnce(Trial trial) {
        for (int round = 0; round < ROUNDS; round++) {
            Fleet fleet = Fleet.of(trial, 0);
            for (long id = 1; id <= INSTANCES; id++) {
                fleet.publish(id, Addresses.dead(trial));
            }
            PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
            fleet.expectAnnounced(router, INSTANCES);
            trial.awaitAll(
                    "reports",
                    trial.concurrently(2, i -> CompletableFuture.completedFuture(router.reportDown(i + 1L))));
            expect("instances that may be chosen", List.of(3L), router.available());
            trial.await("close of the router", router.close());
        }
    }

    /** Reports without fault detection. */
    @Case(rule = "ROUTE-09")
    public void shouldKeepEachInstanceWithoutFaultDetection(Trial trial) {
        Fleet fleet = Fleet.of(trial, 2);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT.withoutFaultDetection());
        fleet.expectAnnounced(router, 2);
        router.reportDown(1);
        expect("instances that may be chosen", List.of(1L, 2L), router.available());
        expect("the answer of the one reported down", "1", fleet.only(router.call(1, "req", "{}")));
    }

    /** Reports every instance busy. */
    @Case(rule = "ROUTE-10")
    public void shouldRefuseIfAllAreBusy(Trial trial) {
        Fleet fleet = Fleet.of(trial, 2);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT.busyAbove(0.8));
        fleet.expectAnnounced(router, 2);
        router.reportLoad(1, 0.9);
        fleet.answer(router);
        router.reportLoad(2, 0.9);
        Overloaded error = trial.awaitFailure(
                "a call with all busy", router.call("req", "{}").opened(), Overloaded.class);
        expectContains(
                "text of the error",
                "Service temporarily unavailable: All workers are busy, please retry later",
                error.getMessage());
        router.reportLoad(1, 0.1);
        fleet.answer(router);
    }

    /** Publishes on another plane only. */
    @Case(rule = "ROUTE-16")
    public void shouldNameBothPlanes(Trial trial) {
        InstanceAddress foreign = trial.mode().equals(PlaneMode.NATS)
                ? InstanceAddress.tcp("127.0.0.1:1/1/generate")
                : new InstanceAddress(PlaneMode.NATS, "seat_demo.generate-1");
        Fleet fleet = new Fleet(trial);
        fleet.publish(1, foreign);
        PlaneRouter router =
                trial.callerProcess().defaultManager().router(fleet.store, Fleet.NAME, RouterSetup.DEFAULT);
        fleet.expectAnnounced(router, 1);
        PlaneMismatch error = trial.awaitFailure(
                "a call of an instance on another plane",
                router.call("req", "{}").opened(),
                PlaneMismatch.class);
        expectContains("text of the error", foreign.mode().name(), error.getMessage());
        expectContains("text of the error", trial.mode().name(), error.getMessage());
    }

    /** Publishes one id at two addresses. */
    @Case(rule = "ROUTE-17")
    public void shouldUseTheAddressPublishedLast(Trial trial) {
        Fleet fleet = new Fleet(trial);
        fleet.publishDead(1);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT.withoutFaultDetection());
        fleet.serve(1);
        trial.mustHappen(
                "an answer from the new address",
                () -> trial.outcome("a call", router.call("req", "{}").opened()).succeeded());
    }

    /** Waits, and calls at once, with many routers. */
    @Case(rule = "ROUTE-18")
    public void shouldCallAtOnceAfterTheWait(Trial trial) {
        Fleet fleet = Fleet.of(trial, 1);
        for (int i = 0; i < ROUNDS; i++) {
            PlaneRouter router = fleet.router(RouterSetup.DEFAULT);
            expect("the answer", "1", fleet.answer(router));
            trial.await("close of the router", router.close());
        }
    }

    /** Calls without naming an instance. */
    @Case(rule = "ROUTE-23")
    public void shouldNotChooseForADirectRouter(Trial trial) {
        Fleet fleet = Fleet.of(trial, 1);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT.choosing(Choice.DIRECT));
        PlaneException error = trial.awaitFailure(
                "a call that names no instance", router.call("req", "{}").opened(), PlaneException.class);
        expectContains(
                "text of the error",
                "Direct routing should not call generate on PushRouter directly",
                error.getMessage());
    }

    /** Chooses at random, often. */
    @Case(rule = "ROUTE-24")
    public void shouldReachEachInstanceAtRandom(Trial trial) {
        Fleet fleet = Fleet.of(trial, INSTANCES);
        PlaneRouter router = fleet.router(RouterSetup.DEFAULT.choosing(Choice.RANDOM));
        fleet.expectAnnounced(router, INSTANCES);
        Set<String> reached = new HashSet<>();
        for (int i = 0; i < MANY; i++) { // all three but with a chance of 1 in 10^17
            reached.add(fleet.answer(router));
        }
        expect("instances reached", INSTANCES, reached.size());
    }

    /** Closes one of two routers. */
    @Case(rule = "ROUTE-25")
    public void shouldEndAlone(Trial trial) {
        Fleet fleet = Fleet.of(trial, 1);
        PlaneManager manager = trial.callerProcess().defaultManager();
        PlaneRouter leaving = manager.router(fleet.store, Fleet.NAME, RouterSetup.DEFAULT);
        PlaneRouter staying = manager.router(fleet.store, Fleet.NAME, RouterSetup.DEFAULT);
        trial.await("instances", leaving.awaitInstances(Fleet.BOUND));
        trial.await("instances", staying.awaitInstances(Fleet.BOUND));
        trial.await("close of one router", leaving.close());
        trial.awaitFailure(
                "a call of the closed router", leaving.call("req", "{}").opened(), Closed.class);
        expect("the answer to the other", "1", fleet.answer(staying));
    }
}
