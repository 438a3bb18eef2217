package io.seatrial.chaos.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.chaos.random.report.ChaosHtml;
import io.seatrial.chaos.random.report.ChaosJson;
import io.seatrial.plane.PlaneMode;
import io.seatrial.schema.MiniSchema;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.Verdict;
import io.seatrial.testkit.time.Budget;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Few runs: that many of them find nothing is for the command line. */
class ChaosRunnerTest {

    /** Short, for what must be waited for in vain. */
    private static final Budget SHORT =
            new Budget(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofSeconds(1), Calibration.NONE);

    private static ChaosOptions options(int runs, PlaneMode... transports) {
        return ChaosOptions.upTo(runs, 5, List.of(transports), Engine.EMBEDDED);
    }

    private static ChaosReport run(ChaosRunner opened) {
        try (ChaosRunner runner = opened) {
            return runner.run(ChaosListener.NONE);
        }
    }

    @Test
    void shouldSeeTheReferencePass() throws Exception {
        ChaosReport report =
                run(ChaosRunner.open(new ReferencePlane(), options(3, PlaneMode.TCP, PlaneMode.HTTP), Map.of()));
        assertThat(report.results()).allSatisfy(one -> {
            assertThat(one.verdict()).as(one.story().toString()).isNotInstanceOf(Verdict.Failed.class);
            assertThat(one.timeline().samples()).hasSameSizeAs(one.plan().requests());
            assertThat(one.timeline().bands()).hasSameSizeAs(one.plan().faults());
        });
        assertThat(schemaErrors(report)).isEmpty();
        assertThat(ChaosHtml.of(report)).contains("<svg", "Run 1").doesNotContain("src=", "<link");
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindADefectAndTellTheStory(Defect defect) throws Exception {
        ChaosReport report = run(ChaosRunner.open(defect.plane(), options(1, PlaneMode.TCP), Map.of(), SHORT));
        ChaosResult result = report.results().get(0);
        Finding finding = finding(result.verdict());
        assertThat(finding.kind()).isEqualTo(defect.kind());
        assertThat(finding.sentence()).contains(defect.words());
        assertThat(result.story()).anyMatch(line -> line.what().startsWith("injects "));
        assertThat(result.story()).anyMatch(line -> line.what().startsWith("WRONG: "));
        assertThat(result.command()).isEqualTo("./seatrial chaos --seed 5 --run 1 --transport tcp");
        assertThat(schemaErrors(report)).isEmpty();
        assertThat(ChaosHtml.of(report)).contains(result.command(), "What was done when", "<svg");
    }

    /** On a machine that stands still a failure may be undecided; it was found all the same. */
    private static Finding finding(Verdict verdict) {
        return verdict instanceof Verdict.Inconclusive inconclusive
                ? inconclusive.finding()
                : ((Verdict.Failed) verdict).finding();
    }

    @Test
    void shouldSkipWhatThePlaneDoesNotHaveAndSayWhy() {
        ChaosReport report =
                run(ChaosRunner.open(new ReferencePlane(), options(1, new PlaneMode("pigeon")), Map.of(), SHORT));
        assertThat(report.summary().lastLine()).isEqualTo("0 passed, 0 failed, 1 skipped");
        assertThat(report.results().get(0).verdict())
                .isEqualTo(new Verdict.Skipped("the plane has no transport 'pigeon'"));
    }

    private static List<String> schemaErrors(ChaosReport report) throws Exception {
        ObjectMapper json = new ObjectMapper();
        try (InputStream schema = ChaosRunnerTest.class.getResourceAsStream("/schema/seatrial-chaos-1.json")) {
            JsonNode read = json.readTree(schema);
            return MiniSchema.errors(read, json.readTree(ChaosJson.of(report)));
        }
    }
}
