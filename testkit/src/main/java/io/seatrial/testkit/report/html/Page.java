package io.seatrial.testkit.report.html;

import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What the template shows.
 *
 * @param plane what was tried
 * @param verdict the verdict of the whole
 * @param counts how many results there are of each verdict that there is
 * @param facts when, where and with what
 * @param problems what somebody has to look at
 * @param skips why runs were skipped, and how many for each reason
 * @param matrix all results
 */
record Page(
        String plane,
        Mark verdict,
        List<Count> counts,
        List<Fact> facts,
        List<Problem> problems,
        List<Skip> skips,
        RuleMatrix matrix) {

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    boolean hasSkips() {
        return !skips.isEmpty();
    }

    /** How many results of one verdict there are. */
    record Count(Mark mark, int number) {}

    /** Something about the run. */
    record Fact(String name, String value) {}

    /** A reason for not running, and how many results it cost. */
    record Skip(String reason, int number) {}

    static Page of(RunResult result, Function<PlannedRun, String> histories) {
        List<Problem> problems = new ArrayList<>();
        for (CaseResult one : result.results()) {
            if (Mark.of(one.verdict()).isProblem()) {
                for (Rule rule : one.run().rules()) {
                    problems.add(Problem.of(rule, one, result.seed(), histories.apply(one.run())));
                }
            }
        }
        problems.sort((a, b) -> b.mark().compareTo(a.mark()));
        return new Page(
                result.plane() + " " + result.planeVersion(),
                Mark.of(result.summary()),
                counts(result.summary()),
                facts(result),
                problems,
                skips(result),
                RuleMatrix.of(result.results()));
    }

    private static List<Count> counts(Summary summary) {
        return List.of(
                        new Count(Mark.PASSED, summary.passed()),
                        new Count(Mark.FAILED, summary.failed()),
                        new Count(Mark.INCONCLUSIVE, summary.inconclusive()),
                        new Count(Mark.KNOWN_FAILING, summary.knownFailing()),
                        new Count(Mark.SKIPPED, summary.skipped()))
                .stream()
                .filter(count -> count.number() > 0)
                .toList();
    }

    private static List<Fact> facts(RunResult result) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("seed", Long.toString(result.seed())));
        facts.add(new Fact(
                "took", String.format(Locale.ROOT, "%.1f s", result.duration().toMillis() / 1000.0)));
        facts.add(new Fact("Java", Runtime.version().toString()));
        facts.add(new Fact("system", System.getProperty("os.name") + " " + System.getProperty("os.version")));
        facts.add(new Fact(
                "ceilings stretched by",
                String.format(Locale.ROOT, "%.1f", result.calibration().multiplier())));
        for (BackendInfo backend : result.backends()) {
            facts.add(new Fact("back end", backend.shown()));
        }
        return facts;
    }

    private static List<Skip> skips(RunResult result) {
        return result.skipReasons().entrySet().stream()
                .map(entry -> new Skip(entry.getKey(), entry.getValue()))
                .toList();
    }
}
