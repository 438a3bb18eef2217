package io.seatrial.scenarios.chaos;

import io.seatrial.chaos.random.ChaosReport;
import io.seatrial.chaos.random.Figures;
import io.seatrial.chaos.random.Timeline;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What was measured over all runs, a line each. */
final class FigureLines {

    private FigureLines() {}

    static List<String> of(ChaosReport report) {
        Stream<String> phases = Stream.of(Timeline.Phase.values()).map(phase -> of(phase, report.figures(phase)));
        return Stream.concat(phases, Stream.of(recovery(report))).toList();
    }

    private static String of(Timeline.Phase phase, Figures figures) {
        return String.format(
                Locale.ROOT,
                "%-6s the faults: %d requests, %d answered, %d errors, %d dropped; answers took %.1f ms (median) to %.1f ms",
                phase.name().toLowerCase(Locale.ROOT),
                figures.requests(),
                figures.replies(),
                figures.errors(),
                figures.cancelled(),
                figures.medianNanos() / 1e6,
                figures.longestNanos() / 1e6);
    }

    private static String recovery(ChaosReport report) {
        long[] sorted = report.recoveries();
        return sorted.length == 0
                ? "recovery: no run got there"
                : String.format(
                        Locale.ROOT,
                        "recovery, until every instance answered: %.0f ms (median) to %.0f ms",
                        sorted[(sorted.length - 1) / 2] / 1e6,
                        sorted[sorted.length - 1] / 1e6);
    }
}
