package io.seatrial.chaos.random.report;

import io.seatrial.chaos.fault.FaultJson;
import io.seatrial.chaos.random.Band;
import io.seatrial.chaos.random.ChaosReport;
import io.seatrial.chaos.random.ChaosResult;
import io.seatrial.chaos.random.Figures;
import io.seatrial.chaos.random.PlannedFault;
import io.seatrial.chaos.random.Sample;
import io.seatrial.chaos.random.Story;
import io.seatrial.chaos.random.Timeline;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.report.PrettyJson;
import io.seatrial.testkit.report.RunFacts;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.Summary;
import io.seatrial.testkit.run.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The results for machines. The format is published as a JSON Schema, {@code schema/seatrial-chaos-1.json}. */
public final class ChaosJson {

    /** The name of the format. */
    public static final String SCHEMA = "seatrial-chaos/1";

    private ChaosJson() {}

    /** Returns the results as JSON text that ends in a line break. */
    public static String of(ChaosReport report) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schema", SCHEMA);
        root.put("summary", summary(report.summary()));
        root.put("run", run(report));
        root.put("results", report.results().stream().map(ChaosJson::result).toList());
        return PrettyJson.of(root);
    }

    private static Map<String, Object> summary(Summary summary) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("passed", summary.passed());
        object.put("failed", summary.failed());
        object.put("skipped", summary.skipped());
        object.put("inconclusive", summary.inconclusive());
        return object;
    }

    private static Map<String, Object> run(ChaosReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("plane", report.plane());
        object.put("seed", report.options().seed());
        object.put("engine", report.options().engine().label());
        object.put(
                "transports",
                report.options().transports().stream().map(PlaneMode::name).toList());
        object.put("seconds", report.duration().toMillis() / 1000.0);
        object.put("budgetMultiplier", report.calibration().multiplier());
        object.put("versions", RunFacts.versions(report.planeVersion()));
        object.put("backends", RunFacts.backends(report.backends()));
        return object;
    }

    private static Map<String, Object> result(ChaosResult result) {
        Timeline timeline = result.timeline();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("run", result.run());
        row.put("seed", result.plan().seed());
        row.put("transport", result.plan().transport().name());
        row.put("workers", result.plan().workers());
        row.put("forges", result.plan().forges());
        row.put("verdict", result.verdict().label());
        addDetails(row, result.verdict());
        row.put("seconds", result.duration().toMillis() / 1000.0);
        row.put("command", result.command());
        row.put(
                "planned",
                result.plan().faults().stream().map(ChaosJson::planned).toList());
        row.put("injected", timeline.bands().stream().map(ChaosJson::band).toList());
        row.put("errors", errors(timeline.samples()));
        Map<String, Object> phases = new LinkedHashMap<>();
        for (Timeline.Phase phase : Timeline.Phase.values()) {
            phases.put(phase.name().toLowerCase(Locale.ROOT), figures(timeline.figures(phase)));
        }
        row.put("phases", phases);
        timeline.recoveryNanos().ifPresent(nanos -> row.put("recoveryMillis", millis(nanos)));
        if (!(result.verdict() instanceof Verdict.Passed)) {
            row.put("story", result.story().stream().map(ChaosJson::line).toList());
        }
        return row;
    }

    private static void addDetails(Map<String, Object> row, Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed) {
            row.put("failure", finding(failed.finding()));
            row.put("further", failed.further().stream().map(ChaosJson::finding).toList());
        } else if (verdict instanceof Verdict.Skipped skipped) {
            row.put("reason", skipped.reason());
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
        object.put("trace", finding.trace());
        return object;
    }

    private static Map<String, Object> planned(PlannedFault fault) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("atMillis", fault.at().toMillis());
        object.put("untilMillis", fault.until().toMillis());
        object.put("fault", FaultJson.write(fault.injection()));
        return object;
    }

    private static Map<String, Object> band(Band band) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("fault", band.fault());
        object.put("fromMillis", millis(band.fromNanos()));
        object.put("untilMillis", millis(band.untilNanos()));
        return object;
    }

    private static Map<String, Integer> errors(List<Sample> samples) {
        Map<String, Integer> errors = new TreeMap<>();
        samples.stream()
                .filter(sample -> sample.kind() == Sample.Kind.ERROR)
                .forEach(sample -> errors.merge(sample.error(), 1, Integer::sum));
        return errors;
    }

    private static Map<String, Object> figures(Figures figures) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("requests", figures.requests());
        object.put("replies", figures.replies());
        object.put("errors", figures.errors());
        object.put("cancelled", figures.cancelled());
        object.put("medianMillis", millis(figures.medianNanos()));
        object.put("longestMillis", millis(figures.longestNanos()));
        return object;
    }

    private static Map<String, Object> line(Story.Line line) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("millis", millis(line.nanos()));
        object.put("who", line.who());
        object.put("what", line.what());
        return object;
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
