package io.seatrial.chaos.random.report;

import io.seatrial.chaos.random.ChaosReport;
import io.seatrial.chaos.random.ChaosResult;
import io.seatrial.chaos.random.Figures;
import io.seatrial.chaos.random.Timeline;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.report.html.Mark;
import io.seatrial.testkit.run.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the template shows.
 *
 * @param plane what was tried
 * @param verdict the verdict of the whole
 * @param counts how many runs there are of each verdict that there is
 * @param facts when, where and with what
 * @param problems what somebody has to look at
 * @param phases what was measured before, during and after the faults
 * @param recovery how long systems took to answer again
 * @param rows all runs
 * @param charts some runs that passed, over time
 */
record ChaosPage(
        String plane,
        Mark verdict,
        List<Count> counts,
        List<Fact> facts,
        List<ChaosProblem> problems,
        List<PhaseRow> phases,
        String recovery,
        List<RunRow> rows,
        List<Chart> charts) {

    private static final int FIRST = 2;
    private static final int SLOWEST = 3;

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    boolean hasCharts() {
        return !charts.isEmpty();
    }

    /** How many runs of one verdict there are. */
    record Count(Mark mark, int number) {}

    /** Something about the runs, or about one. */
    record Fact(String name, String value) {}

    /** The figures of a phase. */
    record PhaseRow(
            String phase, int requests, int replies, int errors, int cancelled, String median, String longest) {}

    /** A run in a line. */
    record RunRow(
            Mark mark,
            int run,
            String transport,
            int workers,
            int requests,
            String faults,
            String recovery,
            String took,
            boolean problem) {}

    /** A run over time. */
    record Chart(int run, String topology, LatencyChart picture) {
        static Chart of(ChaosResult result) {
            return new Chart(result.run(), result.plan().topology(), LatencyChart.of(result.timeline()));
        }
    }

    static ChaosPage of(ChaosReport report) {
        return new ChaosPage(
                report.plane() + " " + report.planeVersion(),
                Mark.of(report.summary()),
                counts(report.summary()),
                facts(report),
                report.results().stream()
                        .filter(one -> Mark.of(one.verdict()).isProblem())
                        .map(ChaosProblem::of)
                        .toList(),
                List.of(Timeline.Phase.values()).stream()
                        .map(phase -> phaseRow(phase, report.figures(phase)))
                        .toList(),
                recovery(report.recoveries()),
                report.results().stream().map(ChaosPage::row).toList(),
                shown(report).stream().map(Chart::of).toList());
    }

    private static List<Count> counts(Summary summary) {
        return List.of(
                        new Count(Mark.PASSED, summary.passed()),
                        new Count(Mark.FAILED, summary.failed()),
                        new Count(Mark.INCONCLUSIVE, summary.inconclusive()),
                        new Count(Mark.SKIPPED, summary.skipped()))
                .stream()
                .filter(count -> count.number() > 0)
                .toList();
    }

    private static List<Fact> facts(ChaosReport report) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("seed", Long.toString(report.options().seed())));
        facts.add(new Fact("proxies", report.options().engine().label()));
        facts.add(new Fact(
                "transports",
                String.join(
                        ", ",
                        report.options().transports().stream()
                                .map(PlaneMode::name)
                                .toList())));
        facts.add(new Fact(
                "took", String.format(Locale.ROOT, "%.1f s", report.duration().toMillis() / 1000.0)));
        facts.add(new Fact("Java", Runtime.version().toString()));
        facts.add(new Fact("system", System.getProperty("os.name") + " " + System.getProperty("os.version")));
        facts.add(new Fact(
                "ceilings stretched by",
                String.format(Locale.ROOT, "%.1f", report.calibration().multiplier())));
        report.backends().forEach(backend -> facts.add(new Fact("back end", backend.shown())));
        return facts;
    }

    private static PhaseRow phaseRow(Timeline.Phase phase, Figures figures) {
        return new PhaseRow(
                phase.name().toLowerCase(Locale.ROOT),
                figures.requests(),
                figures.replies(),
                figures.errors(),
                figures.cancelled(),
                millis(figures.medianNanos()),
                millis(figures.longestNanos()));
    }

    private static String recovery(long[] sorted) {
        return sorted.length == 0
                ? "In no run did every worker answer again."
                : "When all faults were healed, it took " + millis(sorted[(sorted.length - 1) / 2])
                        + " (median), and never more than " + millis(sorted[sorted.length - 1])
                        + ", until every worker had answered.";
    }

    private static RunRow row(ChaosResult result) {
        Mark mark = Mark.of(result.verdict());
        return new RunRow(
                mark,
                result.run(),
                result.plan().transport().name(),
                result.plan().workers(),
                result.timeline().samples().size(),
                result.plan().faultsInShort(),
                result.timeline().recoveryNanos().isPresent()
                        ? millis(result.timeline().recoveryNanos().getAsLong())
                        : "–",
                result.duration().toMillis() + " ms",
                mark.isProblem());
    }

    /** Returns the first runs that passed, and those that took longest to recover, in their order. */
    private static List<ChaosResult> shown(ChaosReport report) {
        List<ChaosResult> passed = report.results().stream()
                .filter(one -> Mark.of(one.verdict()) == Mark.PASSED)
                .toList();
        Set<ChaosResult> shown = new LinkedHashSet<>(passed.subList(0, Math.min(FIRST, passed.size())));
        passed.stream()
                .sorted(Comparator.comparingLong((ChaosResult one) ->
                                one.timeline().recoveryNanos().orElse(0))
                        .reversed())
                .limit(SLOWEST)
                .forEach(shown::add);
        return shown.stream().sorted(Comparator.comparingInt(ChaosResult::run)).toList();
    }

    private static String millis(long nanos) {
        return nanos >= 10_000_000 ? nanos / 1_000_000 + " ms" : String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }
}
