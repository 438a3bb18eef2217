package io.seatrial.testkit.report;

import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.history.Recording;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.KnownFailure;
import io.seatrial.testkit.run.Plan;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A run with one result of each verdict, always the same. */
final class ForgedResult {

    private static final Finding TWO_PORTS = new Finding(
            CaseFailure.Kind.EXPECTATION,
            "number of <listening> ports",
            "1",
            "was 2\u0000",
            "ForgedCases.java:33",
            "CaseFailure: …");
    private static final Finding LEFT =
            new Finding(CaseFailure.Kind.LEFTOVER, "what was left", "nothing left", "left 1 threads", "", "");

    private ForgedResult() {}

    static RunResult ofEachVerdict() {
        return new RunResult(
                "forged",
                "1.2.3",
                42,
                new Calibration(Duration.ofMillis(3), 1.25, 1.5),
                List.of(new BackendInfo(
                        "nats", "program /opt/nats-server", "2.1.0", "nats://me:secret@127.0.0.1:4222")),
                Duration.ofMillis(2500),
                List.of(
                        result("FORGED-01", new Verdict.Passed(), Optional.of("00000000000000ff")),
                        result("FORGED-02", new Verdict.Failed(TWO_PORTS, List.of(LEFT)), Optional.empty()),
                        result("FORGED-03", new Verdict.Skipped("nothing to say"), Optional.empty()),
                        result(
                                "FORGED-04",
                                new Verdict.KnownFailing(
                                        new KnownFailure("FORGED-04", "#7", "being fixed", "1.2.0", "was 2"),
                                        TWO_PORTS),
                                Optional.empty()),
                        result("FORGED-05", new Verdict.Inconclusive("stood still", TWO_PORTS), Optional.empty())));
    }

    private static final List<Event> EVENTS = List.of(
            new Event(1000, "worker", new Fact.Sent(1, "nowhere")),
            new Event(2000, "worker", "notice", "caf\u00e9 \ud800"),
            new Event(3000, "worker", new Fact.Ended(1, Fact.Ending.TYPED_ERROR, "CannotConnect")));

    private static CaseResult result(String rule, Verdict verdict, Optional<String> hash) {
        PlannedRun run = Plan.of(ForgedCatalog.ofForgedCases(), Selection.DEFAULT.withRules(rule))
                .runs()
                .get(0);
        return new CaseResult(
                run, verdict, Duration.ofMillis(125), 7, new Recording(EVENTS, hash.orElse("x"), hash.isPresent()));
    }
}
