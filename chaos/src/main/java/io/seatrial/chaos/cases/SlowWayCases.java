package io.seatrial.chaos.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBytes;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.fault.Bandwidth;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.RecordingHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Requests on a way that is slow: by a delay, or because little fits through at once. */
public final class SlowWayCases {

    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofMillis(1500);
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final int PATIENT_SECONDS = 60;
    private static final int LARGE = 300_000;
    private static final Bandwidth A_SECOND_AND_A_HALF = new Bandwidth(200);

    /** Creates the cases of one trial. */
    public SlowWayCases() {}

    /** Delays both directions. */
    @Case(rule = "CHAOS-05")
    public void shouldRunADelayedRequestOnce(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        RequestPlaneClient client = Reached.client(trial, PATIENT_SECONDS);
        trial.await("a request before", instance.send(trial, client, "before"));
        try (BothWays late = BothWays.inject(instance.way(), Latency.of(SHORT))) {
            CompletableFuture<byte[]> sent =
                    instance.send(trial, client, "late").toCompletableFuture();
            trial.mustNotHappen(SHORT, "an acknowledgement before the delay is over", sent::isDone);
            trial.await("a delayed request", sent);
        }
        trial.mustHappen("its arrival", () -> handler.count() >= 2);
        trial.mustNotHappen(A_MOMENT, "a second run of it", () -> handler.count() > 2);
    }

    /** Delays requests for longer than the client waits. */
    @Case(rule = "CHAOS-06")
    public void shouldFailAtTheTimeoutAndRunAtMostOnce(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        try (InjectedFault late = instance.way().inject(Injection.of(Latency.of(LONG), instance.there()))) {
            PlaneException error = trial.awaitFailure(
                    "a request that is delayed beyond its time-out",
                    instance.send(trial, Reached.client(trial, 1), "late"),
                    PlaneException.class);
            expect("whether the error keeps routers from the instance for a while", true, error.inhibitsInstance());
        }
        trial.mustNotHappen(A_MOMENT, "a second run of the late request", () -> handler.count() > 1);
        trial.await("a request after", instance.send(trial, Reached.client(trial, PATIENT_SECONDS), "after"));
        trial.mustHappen(
                "its arrival",
                () -> handler.seen().stream().anyMatch(seen -> seen.text().equals("after")));
        expect(
                "most runs of the late request",
                true,
                handler.seen().stream()
                                .filter(seen -> seen.text().equals("late"))
                                .count()
                        <= 1);
    }

    /** Lets too little through. */
    @Case(rule = "CHAOS-12")
    public void shouldFailWhatDoesNotArriveInTime(Trial trial) {
        Reached instance = Reached.serve(trial, trial.handler());
        try (InjectedFault narrow = narrow(instance)) {
            PlaneException error = trial.awaitFailure(
                    "a request that needs longer than its time-out",
                    instance.send(trial, Reached.client(trial, 1), payload(trial)),
                    PlaneException.class);
            expect("whether the error keeps routers from the instance for a while", true, error.inhibitsInstance());
        }
    }

    /** Lets little through, and has time. */
    @Case(rule = "CHAOS-13")
    public void shouldDeliverWhatArrivesInTime(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        byte[] payload = payload(trial);
        try (InjectedFault narrow = narrow(instance)) {
            trial.await(
                    "a request with time enough",
                    instance.send(trial, Reached.client(trial, PATIENT_SECONDS), payload));
        }
        trial.mustHappen("its arrival", () -> handler.count() == 1);
        expectBytes("payload at the handler", payload, handler.seen().get(0).payload());
    }

    private static InjectedFault narrow(Reached instance) {
        return instance.way().inject(Injection.of(A_SECOND_AND_A_HALF, instance.there()));
    }

    private static byte[] payload(Trial trial) {
        byte[] payload = new byte[LARGE];
        trial.random().nextBytes(payload);
        return payload;
    }
}
