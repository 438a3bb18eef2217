package io.seatrial.testkit.report;

import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.KnownFailure;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The results in the Test Anything Protocol, version 14. A known failing case is a test point with {@code TODO}, which must fail; the format
 * knows no inconclusive one, which is told as skipped, with the reason, so that it does not look like a pass.
 */
public final class Tap {

    /** JSON strings are YAML strings; in ASCII no reader can differ about what is a line break. */
    private static final JsonMapper YAML_TEXTS =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final StringBuilder text = new StringBuilder();
    private int points;

    private Tap() {}

    /** Returns the results as TAP. */
    public static String of(RunResult result) {
        return new Tap().write(result);
    }

    private String write(RunResult result) {
        text.append("TAP version 14\n1..").append(result.summary().total()).append('\n');
        text.append("# ")
                .append(onOneLine(result.plane()))
                .append(", seed ")
                .append(result.seed())
                .append('\n');
        for (CaseResult one : result.results()) {
            one.run().rules().forEach(rule -> write(rule, one));
        }
        return text.append("# ")
                .append(result.summary().lastLine())
                .append('\n')
                .toString();
    }

    private void write(Rule rule, CaseResult result) {
        Verdict verdict = result.verdict();
        boolean failed = verdict instanceof Verdict.Failed || verdict instanceof Verdict.KnownFailing;
        text.append(failed ? "not ok " : "ok ").append(++points).append(" - ");
        text.append(escaped(rule.id() + " " + result.run().id()));
        if (verdict instanceof Verdict.Skipped skipped) {
            text.append(" # SKIP ").append(onOneLine(skipped.reason()));
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            text.append(" # SKIP inconclusive: ").append(onOneLine(inconclusive.evidence()));
        } else if (verdict instanceof Verdict.KnownFailing known) {
            KnownFailure entry = known.known();
            text.append(" # TODO ").append(onOneLine(entry.ticket() + ", " + entry.reason()));
        }
        text.append('\n');
        write(diagnostics(rule, result));
    }

    private static Map<String, Object> diagnostics(Rule rule, CaseResult result) {
        Map<String, Object> keys = new LinkedHashMap<>();
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Failed failed) {
            add(keys, failed.finding(), "fail");
            for (int i = 0; i < failed.further().size(); i++) {
                keys.put("also_" + (i + 1), failed.further().get(i).sentence());
            }
        } else if (verdict instanceof Verdict.KnownFailing known) {
            add(keys, known.finding(), "todo");
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            add(keys, inconclusive.finding(), "inconclusive");
        } else {
            return keys;
        }
        keys.put("rule", rule.level() + ": " + rule.text(result.run().profile()));
        keys.put("source", rule.source());
        keys.put("check", rule.hint());
        keys.put("duration_ms", result.duration().toMillis());
        return keys;
    }

    private static void add(Map<String, Object> keys, Finding finding, String severity) {
        keys.put("message", finding.sentence());
        keys.put("severity", severity);
        keys.put("expected", finding.expected());
        keys.put("actual", finding.actual());
        keys.put("at", finding.place());
    }

    private void write(Map<String, Object> keys) {
        if (keys.isEmpty()) {
            return;
        }
        text.append("  ---\n");
        keys.forEach((key, value) -> text.append("  ")
                .append(key)
                .append(": ")
                .append(YAML_TEXTS.writeValueAsString(value))
                .append('\n'));
        text.append("  ...\n");
    }

    /** A description ends at a directive, which begins with #. */
    private static String escaped(String description) {
        return onOneLine(description).replace("\\", "\\\\").replace("#", "\\#");
    }

    private static String onOneLine(String text) {
        return CleanText.clean(text).replaceAll("\\s+", " ").strip();
    }
}
