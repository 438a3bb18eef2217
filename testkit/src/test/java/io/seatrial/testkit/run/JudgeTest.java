package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.expect.CaseSkipped;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.machine.Strain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final PlannedRun RUN = Plan.of(
                    ForgedCatalog.ofForgedCases(), Selection.DEFAULT.withRules("FORGED-01"))
            .runs()
            .get(0);
    private static final Strain STALLED =
            new Strain(Duration.ofSeconds(10), Duration.ofSeconds(9), Calibration.NONE, () -> Calibration.NONE);
    private static final Throwable LATE = CaseFailure.timeout("the answer", "to come", "did not");
    private static final Throwable LEFT = CaseFailure.leftover("threads", "left 1");
    private static final Throwable WRONG = CaseFailure.of("the answer", "42", "was 41");

    private static Verdict verdict(Strain strain, Throwable... thrown) {
        return new Judge(List.of()).verdict(RUN, List.of(thrown), strain);
    }

    @Test
    void shouldNotBlameThePlaneForWhatWasLateOnAMachineThatStoodStill() {
        Verdict verdict = verdict(STALLED, LATE, LEFT);

        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(((Verdict.Inconclusive) verdict).evidence())
                .isEqualTo(STALLED.evidence().orElseThrow());
        assertThat(verdict(STALLED, LEFT)).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void shouldNotBlameThePlaneForItsOwnTimeOutsOnSuchAMachine() {
        Throwable plane = CaseFailure.of("send", "success", "failed", new PlaneException.RequestTimeout("too late"));

        assertThat(verdict(STALLED, plane)).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict(STALLED, new IllegalStateException(new TimeoutException())))
                .isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict(STALLED, CaseFailure.of("send", "x", "y", new PlaneException.Disconnected("gone", null))))
                .isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void shouldNotBlameAMachineThatWasOnTime() {
        assertThat(verdict(Strain.NONE, LATE)).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void shouldNotBlameTheMachineForAWrongValueNorForWhatTheHistoryShows() {
        assertThat(verdict(STALLED, WRONG)).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict(STALLED, WRONG, LATE)).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict(STALLED, CaseFailure.history("request 1", "one outcome", "it ended twice")))
                .isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void shouldPassAndSkipOnAnyMachine() {
        assertThat(verdict(STALLED)).isEqualTo(new Verdict.Passed());
        assertThat(verdict(STALLED, new CaseSkipped("no"))).isEqualTo(new Verdict.Skipped("no"));
    }
}
