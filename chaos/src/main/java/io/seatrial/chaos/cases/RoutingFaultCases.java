package io.seatrial.chaos.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBetween;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Timeout;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.cases.HeldEngine;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.List;

/** What a router makes of several instances while something is wrong with the way to one of them, or with the way home. */
public final class RoutingFaultCases {

    private static final int INSTANCES = 3;
    private static final int REQUESTS = 12;
    private static final int FLIPS = 6;
    private static final String NEVER = "600";

    /** Creates the cases of one trial. */
    public RoutingFaultCases() {}

    /** Takes the way to one of three instances down. */
    @Case(rule = "CHAOS-30")
    public void shouldBeServedByTheOthers(Trial trial) {
        ReachedFleet fleet = ReachedFleet.of(trial, INSTANCES);
        PlaneRouter router = router(trial, fleet, NEVER);
        expect("requests that failed before", 0, fleet.failures(router, INSTANCES));
        try (InjectedFault down = fleet.instance(1).way().inject(Injection.of(new Down()))) {
            expect("requests that failed while one of three ways was down", 1, fleet.failures(router, REQUESTS));
            expect("instances that may be chosen", List.of(2L, 3L), router.available());
        }
    }

    /** Takes the way to one of two instances down and up again. */
    @Case(rule = "CHAOS-31")
    public void shouldChooseAnInstanceAgainOnceItsWayIsBack(Trial trial) {
        ReachedFleet fleet = ReachedFleet.of(trial, 2);
        PlaneRouter router = router(trial, fleet, "1");
        try (InjectedFault down = fleet.instance(1).way().inject(Injection.of(new Down()))) {
            trial.mustHappen("instance 1 to be passed over", () -> {
                fleet.isAnswered(router);
                return router.available().equals(List.of(2L));
            });
        }
        trial.mustHappen(
                "an answer of instance 1",
                () -> fleet.failures(router, 2) == 0 && router.available().size() == 2); // two: they take turns
        expect("requests that failed when all was well again", 0, fleet.failures(router, REQUESTS));
    }

    /** Swallows what goes to and comes from an instance that has served before. */
    @Case(rule = "CHAOS-32")
    public void shouldPassOverAnInstanceThatHasFallenSilent(Trial trial) {
        ReachedFleet fleet = ReachedFleet.of(trial, 2);
        PlaneRouter router = router(trial, fleet, NEVER);
        expect("requests that failed before", 0, fleet.failures(router, 2));
        try (BothWays silent = BothWays.inject(fleet.instance(1).way(), new Timeout(Duration.ZERO))) {
            expect("requests that failed after an instance fell silent", 1, fleet.failures(router, REQUESTS));
            expect("instances that may be chosen", List.of(2L), router.available());
        }
    }

    private static PlaneRouter router(Trial trial, ReachedFleet fleet, String inhibitedSeconds) {
        PlaneRouter router = fleet.fleet()
                .router(RouterSetup.DEFAULT, ReachedFleet.INHIBITED, inhibitedSeconds, Reached.timeout(trial), "1");
        fleet.fleet().expectAnnounced(router, fleet.size());
        return router;
    }

    /** Breaks an answer off on its way home. */
    @Case(rule = "CHAOS-33")
    public void shouldPassOverAnInstanceWhoseAnswerBreaksOff(Trial trial) {
        ReachedFleet fleet = ReachedFleet.of(trial, 1);
        HeldEngine engine = HeldEngine.begun();
        fleet.serve(engine);
        PlaneRouter router = fleet.fleet().router(RouterSetup.DEFAULT);
        fleet.fleet().expectAnnounced(router, 2);
        ItemProbe<StreamItem> stream = trial.subscribe(
                trial.await("the stream", router.call(2, "req", "{}").opened()));
        engine.answer().give("1");
        stream.take(1);
        Home.cut(Home.link(trial));
        stream.request(1);
        Outcome<Void> end = trial.outcome("the end of an answer that breaks off", stream.end());
        engine.answer().end(); // an engine of 1.0.x learns of an orderly end by nothing else
        trial.mustHappen(
                "instance 2 to be passed over", () -> router.available().equals(List.of(1L)));
        expect("whether the answer that broke off succeeded", false, end.succeeded());
    }

    /** Breaks an answer off of which nothing has come yet. */
    @Case(rule = "CHAOS-34")
    public void shouldBeAnsweredByAnotherInstead(Trial trial) {
        ReachedFleet fleet = ReachedFleet.of(trial, 1);
        HeldEngine engine = HeldEngine.begun();
        fleet.serve(engine);
        PlaneRouter router = fleet.fleet().router(RouterSetup.DEFAULT.migrating(1));
        fleet.fleet().expectAnnounced(router, 2);
        StreamCall call = router.call("req", "{}");
        ItemProbe<StreamItem> stream = trial.subscribe(trial.await("the stream", call.opened()));
        if (!engine.isAsked()) { // it was the turn of the other
            stream.drain();
            stream = trial.subscribe(
                    trial.await("the stream", router.call("req", "{}").opened()));
        }
        expect("whether the instance was asked whose answer breaks off", true, engine.isAsked());
        stream.request(Long.MAX_VALUE);
        Home.cut(Home.link(trial));
        expect(
                "the answer of the other instance",
                List.of("1"),
                stream.drain().stream().map(StreamItem::json).toList());
    }

    /** Takes the way to one of three instances down and up, again and again. */
    @Case(rule = "CHAOS-35")
    public void shouldAnswerAsOftenAsInstancesAreThere(Trial trial) {
        ReachedFleet fleet = ReachedFleet.of(trial, INSTANCES);
        PlaneRouter router = fleet.fleet().router(RouterSetup.DEFAULT, Reached.timeout(trial), "1");
        fleet.fleet().expectAnnounced(router, INSTANCES);
        // Of three instances one is away half of the time.
        expectBetween(
                "requests that failed of " + 2 * FLIPS * REQUESTS,
                0,
                FLIPS * REQUESTS / INSTANCES,
                failuresWhileFlapping(fleet, router));
    }

    /** Counts what is open after many changes. An instance that is passed over would be spared most of them. */
    @Case(rule = "CHAOS-36")
    public void shouldNotGrowWithEachChange(Trial trial) {
        ReachedFleet fleet = ReachedFleet.of(trial, INSTANCES);
        PlaneRouter router =
                fleet.fleet().router(RouterSetup.DEFAULT.withoutFaultDetection(), Reached.timeout(trial), "1");
        fleet.fleet().expectAnnounced(router, INSTANCES);
        failuresWhileFlapping(fleet, router);
        trial.mustHappen(
                "no more than one open connection for each instance",
                () -> trial.callerProcess().openChannels() <= INSTANCES);
        for (int id = 1; id <= INSTANCES; id++) {
            int instance = id;
            trial.mustHappen(
                    "no more than one open connection at instance " + id,
                    () -> fleet.process(instance).openChannels() <= 1);
        }
    }

    private static int failuresWhileFlapping(ReachedFleet fleet, PlaneRouter router) {
        int failures = 0;
        for (int i = 0; i < FLIPS; i++) {
            try (InjectedFault down = fleet.instance(1).way().inject(Injection.of(new Down()))) {
                failures += fleet.failures(router, REQUESTS);
            }
            failures += fleet.failures(router, REQUESTS);
        }
        return failures;
    }
}
