package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.forged.ForgedCatalog;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {

    private static final PlannedRun RUN = Plan.of(
                    ForgedCatalog.ofForgedCases(), Selection.DEFAULT.withRules("FORGED-01"))
            .runs()
            .get(0);
    private static final Throwable LATE = CaseFailure.timeout("the answer", "to come", "did not");
    private static final Throwable WRONG = CaseFailure.of("the answer", "42", "was 41");

    private static Verdict verdict(Throwable thrown, Duration stalled) {
        return new Judge(List.of()).verdict(RUN, List.of(thrown), Duration.ofSeconds(10), stalled);
    }

    @Test
    void shouldNotBlameThePlaneForATimeOutOnAMachineThatStoodStill() {
        Verdict verdict = verdict(LATE, Duration.ofSeconds(4));

        assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(((Verdict.Inconclusive) verdict).evidence())
                .isEqualTo("the machine stood still for 4000 of the 10000 ms of this case");
    }

    @Test
    void shouldNotBlameTheMachineForShortStalls() {
        assertThat(verdict(LATE, Duration.ofMillis(900))).isInstanceOf(Verdict.Failed.class);
        assertThat(verdict(LATE, Duration.ofMillis(1900))).isInstanceOf(Verdict.Failed.class);
    }

    @Test
    void shouldNotBlameTheMachineForAWrongValue() {
        assertThat(verdict(WRONG, Duration.ofSeconds(9))).isInstanceOf(Verdict.Failed.class);
    }
}
