package io.seatrial.testkit.report;

import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Summary;
import io.seatrial.testkit.run.Verdict;
import java.util.Map;

/** The results for a person: each failure with what was expected, what was there, the rule, its source and what to check. */
public final class TextSummary {

    private TextSummary() {}

    /** Returns the summary; its last line is {@code N passed, N failed, N skipped}. */
    public static String of(RunResult result) {
        StringBuilder text = new StringBuilder();
        for (CaseResult one : result.results()) {
            if (!(one.verdict() instanceof Verdict.Passed) && !(one.verdict() instanceof Verdict.Skipped)) {
                one.run()
                        .rules()
                        .forEach(rule -> text.append(details(rule, one)).append('\n'));
            }
        }
        addSkipReasons(text, result);
        Summary summary = result.summary();
        result.backends()
                .forEach(backend ->
                        text.append("back end ").append(backend.shown()).append('\n'));
        text.append("plane ").append(CleanText.clean(result.plane() + " " + result.planeVersion()));
        text.append(", seed ").append(result.seed());
        text.append(", ").append(result.duration().toMillis() / 1000.0).append(" s\n");
        if (summary.inconclusive() + summary.knownFailing() > 0) {
            text.append(summary.inconclusive()).append(" inconclusive, ");
            text.append(summary.knownFailing()).append(" known failing\n");
        }
        return text.append(summary.lastLine()).append('\n').toString();
    }

    private static void addSkipReasons(StringBuilder text, RunResult result) {
        Map<String, Integer> reasons = result.skipReasons();
        reasons.forEach((reason, count) -> text.append("SKIPPED ")
                .append(count)
                .append(": ")
                .append(reason)
                .append('\n'));
        if (!reasons.isEmpty()) {
            text.append('\n');
        }
    }

    /** Returns all that a reader needs to find the defect. */
    public static String details(Rule rule, CaseResult result) {
        StringBuilder text = new StringBuilder();
        Verdict verdict = result.verdict();
        text.append(verdict.label())
                .append(' ')
                .append(rule.id())
                .append(' ')
                .append(result.run().id())
                .append('\n');
        if (verdict instanceof Verdict.Failed failed) {
            add(text, failed.finding());
            failed.further().forEach(further -> line(text, "also", further.sentence()));
        } else if (verdict instanceof Verdict.KnownFailing known) {
            line(text, "ticket", known.known().ticket() + ", " + known.known().reason());
            line(text, "since", known.known().since());
            add(text, known.finding());
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            line(text, "evidence", inconclusive.evidence());
            add(text, inconclusive.finding());
        }
        line(text, "rule", rule.level() + ": " + rule.text(result.run().profile()));
        line(text, "source", rule.source());
        line(text, "check", rule.hint());
        line(text, "case", result.run().method().title());
        return text.toString();
    }

    private static void add(StringBuilder text, Finding finding) {
        line(text, "what", finding.subject());
        line(text, "expected", finding.expected());
        line(text, "actual", finding.actual());
        if (!finding.place().isEmpty()) {
            line(text, "at", finding.place());
        }
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append("  ")
                .append(label)
                .append(" ".repeat(10 - label.length()))
                .append(CleanText.clean(value))
                .append('\n');
    }
}
