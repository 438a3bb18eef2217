package io.seatrial.testkit.run;

import static io.seatrial.testkit.run.ForgedRuns.options;
import static io.seatrial.testkit.run.ForgedRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.forged.ForgedPlane;
import io.seatrial.testkit.spi.Capability;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static final String WRONG_PORTS = "number of listening ports: expected 1, but was 2";
    private static final KnownFailure PORTS = known("FORGED-02", WRONG_PORTS);
    private static final KnownFailure NEW_PORTS = new KnownFailure(
            "FORGED-02 ForgedCases.shouldFail tcp loopback reference",
            Baseline.UNEXPLAINED,
            Baseline.UNEXPLAINED,
            "unknown",
            WRONG_PORTS);

    private static KnownFailure known(String pattern, String signature) {
        return new KnownFailure(pattern, "#7", "being fixed", "1.0", signature);
    }

    private static List<KnownFailure> updated(List<KnownFailure> known, String... rules) {
        RunResult result = run(ForgedPlane.idle(), options(rules).knowing(known));
        List<KnownFailure> updated = Baseline.updated(known, result);
        assertThat(run(ForgedPlane.idle(), options(rules).knowing(updated))
                        .summary()
                        .failed())
                .as("under the new list nothing fails: " + updated)
                .isZero();
        return updated;
    }

    @Test
    void shouldAddWhatFails() {
        assertThat(updated(List.of(), "FORGED-01", "FORGED-02")).containsExactly(NEW_PORTS);
    }

    @Test
    void shouldKeepWhatHoldsAsItIs() {
        assertThat(updated(List.of(PORTS), "FORGED-02")).containsExactly(PORTS);
    }

    @Test
    void shouldDropWhatPasses() {
        assertThat(updated(List.of(known("FORGED-01", "boom")), "FORGED-01")).isEmpty();
    }

    @Test
    void shouldReplaceWhatFailsInAnotherWay() {
        assertThat(updated(List.of(known("FORGED-02", "boom")), "FORGED-02")).containsExactly(NEW_PORTS);
    }

    @Test
    void shouldCutAPatternDownToTheCasesThatStillFailAsItSays() {
        assertThat(updated(List.of(known("FORGED-0*", "but was 2")), "FORGED-01", "FORGED-02"))
                .containsExactly(known(NEW_PORTS.pattern(), "but was 2"));
    }

    @Test
    void shouldLeaveAloneWhatWasNotRunOrSkipped() {
        List<KnownFailure> elsewhere = List.of(known("FORGED-03", "boom"), known("FORGED-14", "boom"));
        RunResult result =
                run(ForgedPlane.idle().without(Capability.RESPONSE_CALLER), options("FORGED-01", "FORGED-14"));

        assertThat(Baseline.updated(elsewhere, result)).isEqualTo(elsewhere);
    }

    @Test
    void shouldTellPatternsThatMatchNothingInTheWholeCatalogue() {
        KnownFailure there = known("FORGED-02 *.shouldFail tcp loopback reference", "x");
        KnownFailure foreign = known("FORGED-02 * grpc *", "x");
        KnownFailure notOnThatNetwork = known("FORGED-02 * simulated *", "x");
        KnownFailure nowhere = known("FROGED-02", "x");

        assertThat(Baseline.unmatched(
                        List.of(PORTS, there, foreign, notOnThatNetwork, nowhere),
                        ForgedCatalog.ofForgedCases(),
                        ForgedPlane.idle().over(new PlaneMode("grpc"))))
                .containsExactly(notOnThatNetwork, nowhere);
    }

    @Test
    void shouldAcceptAnyOfSeveralKnownFailuresOfOneCase() {
        RunResult result =
                run(ForgedPlane.idle(), options("FORGED-02").knowing(List.of(known("FORGED-02", "boom"), PORTS)));

        assertThat(result.summary().knownFailing()).isEqualTo(1);
    }
}
