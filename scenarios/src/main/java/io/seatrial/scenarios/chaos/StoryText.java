package io.seatrial.scenarios.chaos;

import io.seatrial.chaos.random.ChaosResult;
import io.seatrial.chaos.random.Sample;
import io.seatrial.chaos.random.Story;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A failure for people at a terminal: what is wrong, what was done when, and what repeats it. */
final class StoryText {

    private static final String INDENT = "    ";

    private StoryText() {}

    static List<String> of(ChaosResult result) {
        List<String> lines = new ArrayList<>();
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Failed failed) {
            add(lines, failed.finding());
            failed.further().forEach(finding -> add(lines, finding));
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            add(lines, inconclusive.finding());
            lines.add(INDENT + inconclusive.evidence());
        }
        lines.add(INDENT + result.plan().topology());
        Set<Integer> shown = worthTelling(result);
        result.story().stream()
                .filter(line -> line.request() == 0 || shown.contains(line.request()))
                .forEach(line -> lines.add(INDENT + line));
        lines.add(INDENT + "(what became of the other "
                + (result.timeline().samples().size() - shown.size()) + " requests is in the report)");
        lines.add(INDENT + "again: " + result.command());
        return lines;
    }

    private static void add(List<String> lines, Finding finding) {
        lines.add(INDENT + finding.kind() + " " + finding.sentence());
    }

    /** Returns the requests without an outcome, and those of which something wrong is told. */
    private static Set<Integer> worthTelling(ChaosResult result) {
        String told = result.story().stream()
                .filter(line -> line.request() == 0)
                .map(Story.Line::what)
                .collect(Collectors.joining("\n"));
        return result.timeline().samples().stream()
                .filter(sample -> sample.kind() == Sample.Kind.NONE
                        || told.matches(String.format(Locale.ROOT, "(?s).*\\br%d\\b.*", sample.request())))
                .map(Sample::request)
                .collect(Collectors.toSet());
    }
}
