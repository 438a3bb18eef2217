package io.seatrial.testkit.report;

import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Summary;
import io.seatrial.testkit.run.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results for machines. The format is published as a JSON Schema, {@code schema/seatrial-results-1.json}; keys and rows have a stable
 * order, so that two runs can be compared line by line.
 */
public final class ResultsJson {

    /** The name of the format. */
    public static final String SCHEMA = "seatrial-results/1";

    private ResultsJson() {}

    /** Returns the results as JSON text that ends in a line break, without references to stored histories. */
    public static String of(RunResult result) {
        return of(result, Map.of());
    }

    /** Returns the results as JSON text that ends in a line break. */
    static String of(RunResult result, Map<PlannedRun, StoredHistory> histories) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schema", SCHEMA);
        root.put("summary", summary(result.summary()));
        root.put("run", run(result));
        List<Object> rows = new ArrayList<>();
        result.results().forEach(one -> one.run().rules().forEach(rule -> rows.add(row(rule, one, histories))));
        root.put("results", rows);
        return PrettyJson.of(root);
    }

    private static Map<String, Object> summary(Summary summary) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("passed", summary.passed());
        object.put("failed", summary.failed());
        object.put("skipped", summary.skipped());
        object.put("inconclusive", summary.inconclusive());
        object.put("knownFailing", summary.knownFailing());
        return object;
    }

    private static Map<String, Object> run(RunResult result) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("plane", result.plane());
        object.put("seed", result.seed());
        object.put("seconds", seconds(result.duration()));
        object.put("timerJitterMillis", result.calibration().jitter().toNanos() / 1e6);
        object.put("slowdown", result.calibration().slowdown());
        object.put("budgetMultiplier", result.calibration().multiplier());
        object.put("versions", RunFacts.versions(result.planeVersion()));
        object.put("backends", RunFacts.backends(result.backends()));
        return object;
    }

    private static Map<String, Object> row(Rule rule, CaseResult result, Map<PlannedRun, StoredHistory> histories) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("rule", rule.id());
        row.put("level", rule.level().name());
        row.put("case", result.run().method().id());
        row.put("transport", result.run().transport().name());
        row.put("network", result.run().network().label());
        row.put("profile", result.run().profile().label());
        row.put("verdict", result.verdict().label());
        addDetails(row, result.verdict());
        row.put("seconds", seconds(result.duration()));
        row.put("seed", result.seed());
        row.put("events", result.events());
        result.historyHash().ifPresent(hash -> row.put("history", hash));
        StoredHistory stored = histories.get(result.run());
        if (stored != null) {
            Map<String, Object> recorded = new LinkedHashMap<>();
            recorded.put("file", stored.file());
            recorded.put("sha256", stored.sha256());
            row.put("recorded", recorded);
        }
        return row;
    }

    private static void addDetails(Map<String, Object> row, Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            row.put("failure", finding(failed.finding()));
            if (!failed.further().isEmpty()) {
                row.put(
                        "further",
                        failed.further().stream().map(ResultsJson::finding).toList());
            }
        } else if (verdict instanceof Verdict.Skipped skipped) {
            row.put("reason", skipped.reason());
        } else if (verdict instanceof Verdict.KnownFailing known) {
            row.put("ticket", known.known().ticket());
            row.put("reason", known.known().reason());
            row.put("since", known.known().since());
            row.put("failure", finding(known.finding()));
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            row.put("evidence", inconclusive.evidence());
            row.put("failure", finding(inconclusive.finding()));
        }
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", finding.kind().name());
        object.put("subject", finding.subject());
        object.put("expected", finding.expected());
        object.put("actual", finding.actual());
        object.put("place", finding.place());
        object.put("trace", finding.trace());
        return object;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
