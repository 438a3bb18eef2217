package io.seatrial.chaos.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.chaos.fault.ResetOnData;
import io.seatrial.chaos.fault.Timeout;
import io.seatrial.chaos.network.TrialFaults;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneException.CannotConnect;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.RecordingHandler;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** What becomes of subscriptions and requests while something is wrong with the ways to the NATS server. */
public final class BrokerFaultCases {

    private static final Duration LATE = Duration.ofMillis(300);
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final int PATIENT_SECONDS = 60;

    /** Creates the cases of one trial. */
    public BrokerFaultCases() {}

    private static Link wayOfCaller(Trial trial) {
        return TrialFaults.of(trial).before(trial.backends().shared("nats").url());
    }

    /** Takes the ways of worker and caller down and up again. */
    @Case(rule = "CHAOS-40")
    public void shouldBeReachedAgainOnceTheBrokerIs(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        RequestPlaneClient client = Reached.client(trial, 1);
        trial.await("a request before", instance.send(trial, client, "before"));
        try (InjectedFault worker = instance.way().inject(Injection.of(new Down()));
                InjectedFault caller = wayOfCaller(trial).inject(Injection.of(new Down()))) {
            expect(
                    "whether a request without a broker succeeds",
                    false,
                    trial.outcome("a request", instance.send(trial, client, "during"))
                            .succeeded());
        }
        expectServed(trial, instance, client, handler);
    }

    /** Resets the connection of the worker. */
    @Case(rule = "CHAOS-41")
    public void shouldKeepItsSubscriptionThroughAReset(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        RequestPlaneClient client = Reached.client(trial, 1);
        trial.await("a request before", instance.send(trial, client, "before"));
        try (BothWays reset = BothWays.inject(instance.way(), new ResetOnData(Duration.ZERO))) {
            expect(
                    "whether a request succeeds that meets a reset",
                    false,
                    trial.outcome("a request", instance.send(trial, client, "during"))
                            .succeeded());
        }
        expectServed(trial, instance, client, handler);
    }

    private static void expectServed(
            Trial trial, Reached instance, RequestPlaneClient client, RecordingHandler handler) {
        trial.mustHappen(
                "a request after the fault is taken, without registering anew",
                () -> trial.outcome("a request", instance.send(trial, client, "after"))
                        .succeeded());
        trial.mustHappen(
                "its arrival",
                () -> handler.seen().stream().anyMatch(seen -> seen.text().equals("after")));
    }

    /** Delays everything between caller and broker. */
    @Case(rule = "CHAOS-42")
    public void shouldRunARequestOnceThoughTheBrokerIsFar(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        RequestPlaneClient client = Reached.client(trial, PATIENT_SECONDS);
        trial.await("a request before", instance.send(trial, client, "before"));
        try (BothWays late = BothWays.inject(wayOfCaller(trial), Latency.of(LATE))) {
            trial.await("a request to a broker that is far", instance.send(trial, client, "late"));
        }
        trial.mustHappen("its arrival", () -> handler.count() >= 2);
        trial.mustNotHappen(A_MOMENT, "a second run of it", () -> handler.count() > 2);
    }

    /** Unregisters while the connection is gone. */
    @Case(rule = "CHAOS-43")
    public void shouldUnregisterWithoutABroker(Trial trial) {
        Reached instance = Reached.serve(trial, trial.handler());
        try (InjectedFault down = instance.way().inject(Injection.of(new Down()))) {
            expect("what unregister left", DrainReport.IDLE, trial.await("unregister", unregistered(instance)));
        }
        expectGone(trial, instance);
    }

    /** Unregisters while the broker is silent. */
    @Case(rule = "CHAOS-43")
    public void shouldUnregisterThoughTheBrokerIsSilent(Trial trial) {
        Reached instance = Reached.serve(trial, trial.handler());
        try (BothWays silent = BothWays.inject(instance.way(), new Timeout(Duration.ZERO))) {
            expect("what unregister left", DrainReport.IDLE, trial.await("unregister", unregistered(instance)));
        }
        expectGone(trial, instance);
    }

    private static CompletionStage<DrainReport> unregistered(Reached instance) {
        return instance.server().unregister(instance.id());
    }

    private static void expectGone(Trial trial, Reached instance) {
        trial.mustHappen(
                "the worker's return to the broker", () -> instance.server().isHealthy());
        trial.awaitFailure(
                "a request after unregister",
                instance.send(trial, Reached.client(trial, 1), "after"),
                CannotConnect.class);
    }
}
