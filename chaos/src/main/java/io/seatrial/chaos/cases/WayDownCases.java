package io.seatrial.chaos.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectFailure;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.ResetOnData;
import io.seatrial.chaos.fault.Stall;
import io.seatrial.chaos.fault.Timeout;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.CannotConnect;
import io.seatrial.plane.PlaneException.Untyped;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.RecordingHandler;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What becomes of requests while the way to their instance is down, swallows everything, or breaks off, and of those that come after. */
public final class WayDownCases {

    /** Longer than any wait of a case: who fails before did not wait for it. */
    private static final int NEVER_SECONDS = 600;

    /** Creates the cases of one trial. */
    public WayDownCases() {}

    /** Takes the way down and waits for nothing. */
    @Case(rule = "CHAOS-01")
    public void shouldFailAtOnceWhileTheWayIsDown(Trial trial) {
        whileDown(trial, PlaneException.class);
    }

    /** Takes the way down. */
    @Case(rule = "CHAOS-02")
    public void shouldSayThatTheInstanceCannotBeReached(Trial trial) {
        whileDown(trial, CannotConnect.class);
    }

    /** Takes the way down, as 1.0.x sees it. */
    @Case(rule = "CHAOS-03")
    public void shouldLeaveARefusedConnectionUntyped(Trial trial) {
        whileDown(trial, Untyped.class);
    }

    private static void whileDown(Trial trial, Class<? extends PlaneException> type) {
        Reached instance = Reached.serve(trial, trial.handler());
        trial.await("a request before", instance.send(trial, Reached.client(trial, 1), "before"));
        try (InjectedFault down = instance.way().inject(Injection.of(new Down()))) {
            // The first may meet a connection in the moment of its end.
            trial.outcome("a first request", instance.send(trial, Reached.client(trial, 1), "first"));
            trial.awaitFailure(
                    "a request while the way is down",
                    instance.send(trial, Reached.client(trial, NEVER_SECONDS), "during"),
                    type);
        }
    }

    /** Takes the way down and up again. */
    @Case(rule = "CHAOS-04")
    public void shouldServeAgainOnceTheWayIsBack(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        RequestPlaneClient client = Reached.client(trial, 1);
        trial.await("a request before", instance.send(trial, client, "before"));
        try (InjectedFault down = instance.way().inject(Injection.of(new Down()))) {
            expect(
                    "whether a request while the way is down succeeds",
                    false,
                    trial.outcome("a request", instance.send(trial, client, "during"))
                            .succeeded());
        }
        trial.mustHappen(
                "a request after the way is back is taken",
                () -> trial.outcome("a request", instance.send(trial, client, "after"))
                        .succeeded());
        trial.mustHappen(
                "its arrival",
                () -> handler.seen().stream().anyMatch(seen -> seen.text().equals("after")));
    }

    /** Swallows everything. */
    @Case(rule = "CHAOS-07")
    public void shouldFailInTimeIfEverythingIsSwallowed(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        try (BothWays hole = BothWays.inject(instance.way(), new Timeout(Duration.ZERO))) {
            PlaneException error = trial.awaitFailure(
                    "a request that is swallowed",
                    instance.send(trial, Reached.client(trial, 1), "x"),
                    PlaneException.class);
            expect("whether the error keeps routers from the instance for a while", true, error.inhibitsInstance());
        }
        expect("requests at the handler", 0, handler.count());
    }

    /** Lets a connection stand still until its request has failed. */
    @Case(rule = "CHAOS-08")
    public void shouldNotUseAConnectionAgainThatStoodStill(Trial trial) {
        Reached instance = Reached.serve(trial, trial.handler());
        RequestPlaneClient client = Reached.client(trial, 1);
        trial.await("a request before", instance.send(trial, client, "before"));
        try (BothWays still = BothWays.inject(instance.way(), new Stall(Duration.ZERO))) {
            trial.awaitFailure(
                    "a request on a connection that stands still",
                    instance.send(trial, client, "during"),
                    PlaneException.class);
        }
        int connections = trial.callerProcess().connectAttempts();
        trial.await("a request after", instance.send(trial, client, "after"));
        expect(
                "connections opened for the next request",
                1,
                trial.callerProcess().connectAttempts() - connections);
    }

    /** Resets the connection as soon as the request is on it. */
    @Case(rule = "CHAOS-09")
    public void shouldFailARequestWhoseConnectionIsReset(Trial trial) {
        Reached instance = Reached.serve(trial, trial.handler());
        RequestPlaneClient client = Reached.client(trial, NEVER_SECONDS);
        try (InjectedFault reset = reset(instance)) {
            CompletionStage<byte[]> sent = instance.send(trial, client, "x");
            expectFailure(
                    "a request whose connection is reset",
                    CannotConnect.class,
                    trial.outcome("a request whose connection is reset", sent)
                            .failure()
                            .orElse(null));
        }
    }

    /** Sends once more after a reset. */
    @Case(rule = "CHAOS-10")
    public void shouldOpenANewConnectionAfterAReset(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        RequestPlaneClient client = Reached.client(trial, 1);
        try (InjectedFault reset = reset(instance)) {
            trial.awaitFailure(
                    "a request whose connection is reset", instance.send(trial, client, "x"), PlaneException.class);
        }
        int connections = trial.callerProcess().connectAttempts();
        trial.await("the request after it", instance.send(trial, client, "after"));
        expect(
                "connections opened for the next request",
                1,
                trial.callerProcess().connectAttempts() - connections);
        trial.mustHappen("its arrival", () -> handler.count() == 1);
    }

    private static InjectedFault reset(Reached instance) {
        return instance.way().inject(Injection.of(new ResetOnData(Duration.ZERO), Direction.UPSTREAM));
    }
}
