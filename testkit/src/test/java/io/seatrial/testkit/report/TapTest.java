package io.seatrial.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.history.Recording;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class TapTest {

    private final RunResult result = ForgedResult.ofEachVerdict();
    private final TapDocument tap = TapDocument.parse(Tap.of(result));

    @Test
    void shouldPlanWhatItTells() {
        assertThat(tap.planned()).isEqualTo(5);
        assertThat(tap.points()).extracting(TapDocument.Point::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(tap.comments()).containsExactly("forged, seed 42", "1 passed, 1 failed, 1 skipped");
    }

    @Test
    void shouldTellEachVerdictSoThatOnlyAPassLooksLikeOne() {
        assertThat(tap.points()).extracting(TapDocument.Point::ok).containsExactly(true, false, true, false, true);
        assertThat(tap.points())
                .extracting(TapDocument.Point::directive)
                .containsExactly("", "", "SKIP", "TODO", "SKIP");
        assertThat(tap.points())
                .extracting(TapDocument.Point::reason)
                .containsExactly("", "", "nothing to say", "#7, being fixed", "inconclusive: stood still");
        assertThat(tap.points().get(0).description())
                .isEqualTo("FORGED-01 ForgedCases.shouldPass tcp loopback reference");
    }

    @Test
    void shouldTellInYamlWhatWasExpectedAndWhatToCheck() {
        assertThat(tap.points().get(1).diagnostics())
                .containsEntry("message", "number of <listening> ports: expected 1, but was 2\u0000")
                .containsEntry("severity", "fail")
                .containsEntry("expected", "1")
                .containsEntry("actual", "was 2\u0000")
                .containsEntry("at", "ForgedCases.java:33")
                .containsEntry("also_1", "what was left: expected nothing left, but left 1 threads")
                .containsEntry("rule", "MUST: The rule number 2.")
                .containsEntry("source", "forged")
                .containsEntry("check", "nothing")
                .containsEntry("duration_ms", 125);
        assertThat(tap.points().get(3).diagnostics()).containsEntry("severity", "todo");
        assertThat(tap.points().get(4).diagnostics()).containsEntry("severity", "inconclusive");
        assertThat(tap.points().get(0).diagnostics()).isEmpty();
        assertThat(tap.points().get(2).diagnostics()).isEmpty();
    }

    @Test
    void shouldEscapeWhatWouldReadAsADirectiveOrANewLine() {
        PlannedRun run = result.results().get(0).run();
        PlannedRun odd = new PlannedRun(
                run.method(), run.rules(), new PlaneMode("t # skip\\ x\ny"), run.network(), run.profile());
        Finding finding =
                new Finding(CaseFailure.Kind.EXPECTATION, "a\n---\n...\nok 7", "'\"\\ # \u2028\ud800", ":", "", "");
        CaseResult failed =
                new CaseResult(odd, new Verdict.Failed(finding, List.of()), result.duration(), 1, Recording.NONE);
        TapDocument read = TapDocument.parse(Tap.of(new RunResult(
                "# a\nplane", "1", 1, result.calibration(), List.of(), result.duration(), List.of(failed))));

        assertThat(read.points()).hasSize(1);
        assertThat(read.points().get(0).description()).contains("t # skip\\ x y");
        assertThat(read.points().get(0).directive()).isEmpty();
        assertThat(read.points().get(0).diagnostics())
                .containsEntry("message", finding.sentence())
                .containsEntry("expected", finding.expected());
    }

    /** The reader is strict: otherwise the tests above would say nothing. */
    @Test
    void shouldReadNoOtherText() {
        assertThatThrownBy(() -> TapDocument.parse("1..0\n")).hasMessageContaining("no version");
        assertThatThrownBy(() -> TapDocument.parse("TAP version 14\nok 1 - x\n"))
                .hasMessageContaining("no plan");
        assertThatThrownBy(() -> TapDocument.parse("TAP version 14\n1..1\nfine\n"))
                .hasMessageContaining("no test point");
        assertThatThrownBy(() -> TapDocument.parse("TAP version 14\n1..1\nok 1 - a # b\n"))
                .hasMessageContaining("an unescaped #");
        assertThatThrownBy(() -> TapDocument.parse("TAP version 14\n1..1\nok 1 - a\n  ---\nx\n  ...\n"))
                .hasMessageContaining("no YAML line");
    }
}
