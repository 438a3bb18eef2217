package io.seatrial.chaos.random.report;

import io.seatrial.chaos.random.ChaosResult;
import io.seatrial.chaos.random.Story;
import io.seatrial.testkit.report.html.Mark;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A run that somebody has to look at.
 *
 * @param mark its verdict
 * @param run its number
 * @param topology what it consisted of
 * @param lines what was found, a label and a text each
 * @param trace the exceptions; empty if there are none
 * @param story what was done when
 * @param picture latency over time
 * @param command repeats it
 */
record ChaosProblem(
        Mark mark,
        int run,
        String topology,
        List<ChaosPage.Fact> lines,
        String trace,
        List<Moment> story,
        LatencyChart picture,
        String command) {

    boolean hasTrace() {
        return !trace.isEmpty();
    }

    /** A line of a story. */
    record Moment(String at, String who, String what, boolean wrong, boolean fault) {
        static Moment of(Story.Line line) {
            return new Moment(
                    String.format(Locale.ROOT, "%.3f", line.nanos() / 1e6),
                    line.who(),
                    line.what(),
                    line.who().equals("verdict"),
                    line.who().equals("chaos"));
        }
    }

    static ChaosProblem of(ChaosResult result) {
        List<ChaosPage.Fact> lines = new ArrayList<>();
        Finding finding = add(lines, result.verdict());
        result.plan().faults().forEach(fault -> lines.add(new ChaosPage.Fact("fault", fault.describe())));
        return new ChaosProblem(
                Mark.of(result.verdict()),
                result.run(),
                result.plan().topology(),
                lines,
                finding.trace(),
                result.story().stream().map(Moment::of).toList(),
                LatencyChart.of(result.timeline()),
                result.command());
    }

    private static Finding add(List<ChaosPage.Fact> lines, Verdict verdict) {
        Finding finding;
        List<Finding> further = List.of();
        if (verdict instanceof Verdict.Failed failed) {
            finding = failed.finding();
            further = failed.further();
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            finding = inconclusive.finding();
            lines.add(new ChaosPage.Fact("evidence", inconclusive.evidence()));
        } else {
            throw new IllegalArgumentException(verdict.label() + " is no problem");
        }
        lines.add(new ChaosPage.Fact("what", finding.subject()));
        lines.add(new ChaosPage.Fact("expected", finding.expected()));
        lines.add(new ChaosPage.Fact("actual", finding.actual()));
        further.forEach(one -> lines.add(new ChaosPage.Fact("also", one.sentence())));
        return finding;
    }
}
