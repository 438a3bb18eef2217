package io.seatrial.testkit.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.report.html.HtmlReport;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final Pattern HEADLINE = Pattern.compile("<h1><span class=\"([a-z-]*)\">. ([a-z ]*)</span></h1>");
    private static final Pattern CELL = Pattern.compile("<td class=\"([a-z-]+)\" title=\"([^\"]*)\"");

    private final RunResult result = ForgedResult.ofEachVerdict();

    private static String page(RunResult result) {
        return HtmlReport.of(result, run -> "");
    }

    private RunResult only(Predicate<Verdict> wanted) {
        List<CaseResult> some = result.results().stream()
                .filter(one -> wanted.test(one.verdict()))
                .toList();
        return new RunResult(
                result.plane(),
                result.planeVersion(),
                result.seed(),
                result.calibration(),
                List.of(),
                result.duration(),
                some);
    }

    private static String headline(RunResult result) {
        Matcher headline = HEADLINE.matcher(page(result));
        assertThat(headline.find()).isTrue();
        return headline.group(2);
    }

    @Test
    void shouldSayTheWorstVerdictFirst() {
        assertThat(headline(result)).isEqualTo("failed");
        assertThat(headline(only(verdict -> !(verdict instanceof Verdict.Failed))))
                .isEqualTo("inconclusive");
        assertThat(headline(only(verdict -> verdict instanceof Verdict.Passed))).isEqualTo("passed");
        assertThat(headline(only(verdict -> verdict instanceof Verdict.Skipped)))
                .as("nothing was tried")
                .isEqualTo("skipped");
    }

    @Test
    void shouldShowEveryResultInTheMatrix() {
        assertThat(CELL.matcher(page(result)).results().map(cell -> cell.group(1) + ": " + cell.group(2)))
                .containsExactly(
                        "passed: passed on tcp loopback reference, 125 ms",
                        "failed: failed on tcp loopback reference, 125 ms",
                        "skipped: skipped on tcp loopback reference, 125 ms",
                        "known-failing: known failing on tcp loopback reference, 125 ms",
                        "inconclusive: inconclusive on tcp loopback reference, 125 ms");
    }

    @Test
    void shouldTellOfAFailureWhatTheTextDoesAndHowToRunItAgain() {
        String page = page(only(verdict -> verdict instanceof Verdict.Failed));

        assertThat(page)
                .contains(
                        "number of &lt;listening&gt; ports", "left 1 threads", "ForgedCases.java:33", "CaseFailure: …")
                .contains("MUST: The rule number 2.")
                .contains("./seatrial conform --rules FORGED-02 --transport tcp --network loopback"
                        + " --profile reference --seed 42")
                .contains("<td>0.001 ms</td><td>worker</td><td>sent</td>")
                .doesNotContain("<listening>", "Not tried");
    }

    @Test
    void shouldNeedNoOtherFile() {
        assertThat(page(result)).doesNotContain("src=", "http:", "https:", "@import", "url(", "<link");
    }

    @Test
    void shouldStandInTheReportAndLeadToTheHistories(@TempDir Path directory) throws IOException {
        ReportDirectory.write(directory, result);

        String page = Files.readString(directory.resolve("report.html"));
        Matcher links = Pattern.compile("<a href=\"(history/[^\"]*)\"").matcher(page);
        assertThat(links.results().map(link -> directory.resolve(link.group(1))))
                .hasSize(3)
                .allSatisfy(file -> assertThat(file).isRegularFile());
        assertThat(page).as("what no encoding has, and no control characters").doesNotContain("\u0000", "\ud800");
    }
}
