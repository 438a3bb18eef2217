package io.seatrial.chaos.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBytes;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.fault.CutAfterBytes;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Ending;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Slicer;
import io.seatrial.plane.PlaneException.CannotConnect;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.RecordingHandler;
import java.time.Duration;

/** Requests whose bytes come in pieces, or not all of them. */
public final class BrokenBytesCases {

    static final Slicer SINGLE_BYTES = new Slicer(1, 0, Duration.ofMillis(1));

    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final int PATIENT_SECONDS = 60;
    private static final int SMALL = 500;
    private static final int LARGE = 10_000;

    /** In the body, on each transport: heads are smaller. */
    private static final int CUT = 5000;

    /** Creates the cases of one trial. */
    public BrokenBytesCases() {}

    /** Cuts every byte off from the next. */
    @Case(rule = "CHAOS-11")
    public void shouldReadARequestInSingleBytes(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        byte[] payload = payload(trial, SMALL);
        try (BothWays sliced = BothWays.inject(instance.way(), SINGLE_BYTES)) {
            trial.await(
                    "a request in single bytes", instance.send(trial, Reached.client(trial, PATIENT_SECONDS), payload));
        }
        trial.mustHappen("its arrival", () -> handler.count() == 1);
        expectBytes("payload at the handler", payload, handler.seen().get(0).payload());
    }

    /** Ends the connection in the middle of a body. */
    @Case(rule = "CHAOS-14")
    public void shouldNotRunHalfARequest(Trial trial) {
        RecordingHandler handler = trial.handler();
        Reached instance = Reached.serve(trial, handler);
        try (InjectedFault cut =
                instance.way().inject(Injection.of(new CutAfterBytes(CUT, Ending.CLOSE), Direction.UPSTREAM))) {
            trial.awaitFailure(
                    "a request that is cut in its body",
                    instance.send(trial, Reached.client(trial, PATIENT_SECONDS), payload(trial, LARGE)),
                    CannotConnect.class);
        }
        trial.mustNotHappen(A_MOMENT, "a run of half a request", () -> handler.count() > 0);
        trial.await("a whole request", instance.send(trial, Reached.client(trial, PATIENT_SECONDS), "whole"));
        trial.mustHappen("its arrival", () -> handler.count() == 1);
        expect("text of the whole request", "whole", handler.seen().get(0).text());
    }

    private static byte[] payload(Trial trial, int size) {
        byte[] payload = new byte[size];
        trial.random().nextBytes(payload);
        return payload;
    }
}
