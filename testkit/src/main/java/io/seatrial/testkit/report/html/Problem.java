package io.seatrial.testkit.report.html;

import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A result that somebody has to look at, with all that there is to be seen.
 *
 * @param mark its verdict
 * @param rule the rule that was broken
 * @param text what that rule says
 * @param where on which transport, network and profile
 * @param lines what was found, a label and a text each
 * @param trace the exceptions, empty if there are none
 * @param story what happened, the last of it
 * @param before how much of the story is left out
 * @param file where the whole story is kept; empty if it is not
 * @param command runs it again
 */
record Problem(
        Mark mark,
        String rule,
        String text,
        String where,
        List<Page.Fact> lines,
        String trace,
        List<Moment> story,
        int before,
        String file,
        String command) {

    private static final int LONGEST_STORY = 200;

    boolean hasStory() {
        return !story.isEmpty();
    }

    boolean hasTrace() {
        return !trace.isEmpty();
    }

    /** Returns whether the story begins earlier than it is shown. */
    boolean cut() {
        return before > 0;
    }

    /** Returns whether the whole story is in a file. */
    boolean kept() {
        return !file.isEmpty();
    }

    /** One event of a story. */
    record Moment(String at, String actor, String kind, String detail) {
        static Moment of(Event event) {
            return new Moment(
                    String.format(Locale.ROOT, "%.3f", event.nanos() / 1e6),
                    event.actor(),
                    event.kind(),
                    event.detail());
        }
    }

    static Problem of(Rule rule, CaseResult result, long seed, String file) {
        PlannedRun run = result.run();
        List<Event> events = result.recording().events();
        int before = Math.max(0, events.size() - LONGEST_STORY);
        List<Page.Fact> lines = new ArrayList<>();
        Finding finding = add(lines, result.verdict());
        lines.add(new Page.Fact("source", rule.source()));
        lines.add(new Page.Fact("why it matters", rule.why()));
        lines.add(new Page.Fact("check", rule.hint()));
        lines.add(new Page.Fact("case", run.method().id() + ": " + run.method().title()));
        return new Problem(
                Mark.of(result.verdict()),
                rule.id(),
                rule.level() + ": " + rule.text(run.profile()),
                run.transport() + " " + run.network() + " " + run.profile(),
                lines,
                finding.trace(),
                events.subList(before, events.size()).stream().map(Moment::of).toList(),
                before,
                file,
                "./seatrial conform --rules " + rule.id() + " --transport " + run.transport() + " --network "
                        + run.network() + " --profile " + run.profile() + " --seed " + seed);
    }

    private static Finding add(List<Page.Fact> lines, Verdict verdict) {
        Finding finding;
        List<Finding> further = List.of();
        if (verdict instanceof Verdict.Failed failed) {
            finding = failed.finding();
            further = failed.further();
        } else if (verdict instanceof Verdict.KnownFailing known) {
            finding = known.finding();
            lines.add(new Page.Fact(
                    "ticket", known.known().ticket() + ", " + known.known().reason()));
            lines.add(new Page.Fact("since", known.known().since()));
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            finding = inconclusive.finding();
            lines.add(new Page.Fact("evidence", inconclusive.evidence()));
        } else {
            throw new IllegalArgumentException(verdict.label() + " is no problem");
        }
        lines.add(new Page.Fact("what", finding.subject()));
        lines.add(new Page.Fact("expected", finding.expected()));
        lines.add(new Page.Fact("actual", finding.actual()));
        if (!finding.place().isEmpty()) {
            lines.add(new Page.Fact("at", finding.place()));
        }
        further.forEach(one -> lines.add(new Page.Fact("also", one.sentence())));
        return finding;
    }
}
