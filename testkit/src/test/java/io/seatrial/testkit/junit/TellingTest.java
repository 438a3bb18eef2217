package io.seatrial.testkit.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.history.Recording;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.Plan;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.run.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class TellingTest {

    private static final PlannedRun RUN = Plan.of(
                    ForgedCatalog.ofForgedCases(), Selection.DEFAULT.withRules("FORGED-01"))
            .runs()
            .get(0);
    private static final Verdict UNDECIDED = new Verdict.Inconclusive(
            "the machine stood still",
            new Finding(CaseFailure.Kind.TIMEOUT, "the answer", "to come", "did not", "", ""));

    private static void tell(Verdict verdict, boolean inconclusiveFails) {
        new Telling(TellingTest.class, 1, inconclusiveFails)
                .of(RUN.rule(), new CaseResult(RUN, verdict, Duration.ZERO, 1, Recording.NONE));
    }

    @Test
    void shouldAbortWhatTheMachineLeftUndecided() {
        assertThatThrownBy(() -> tell(UNDECIDED, false))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("inconclusive, the machine stood still: the answer: expected to come, but did not");
    }

    @Test
    void shouldFailWhatTheMachineLeftUndecidedIfThatIsThePolicy() {
        assertThatThrownBy(() -> tell(UNDECIDED, true))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("the answer: expected to come, but did not")
                .hasMessageContaining("evidence  the machine stood still");
    }

    @Test
    void shouldSayNothingOfAPass() {
        assertThatCode(() -> tell(new Verdict.Passed(), true)).doesNotThrowAnyException();
    }
}
