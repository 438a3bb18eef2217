package io.seatrial.testkit.run;

import io.seatrial.testkit.rule.Rule;

/**
 * A failure that is known and accepted for the time being. The run is made all the same, and must fail, and in this way.
 *
 * @param pattern which runs it speaks of. Without a blank, a pattern of rule ids; with one, a pattern of {@code RULE Case.method transport
 *     network profile}
 * @param ticket where it is followed up
 * @param reason why it is accepted
 * @param since the version of the plane in which it was first seen
 * @param signature a text that the finding must contain; {@code *} in it stands for any text
 */
public record KnownFailure(String pattern, String ticket, String reason, String since, String signature) {

    /** Returns the name by which patterns know a rule in a run. */
    static String nameOf(Rule rule, PlannedRun run) {
        return rule.id() + " " + run.id();
    }

    /** Returns whether it speaks of a run. */
    boolean speaksOf(PlannedRun run) {
        return run.rules().stream().anyMatch(rule -> speaksOf(rule, run));
    }

    boolean speaksOf(Rule rule, PlannedRun run) {
        return Globs.matches(pattern, pattern.contains(" ") ? nameOf(rule, run) : rule.id());
    }

    /** Returns whether a finding is the one that is known. */
    boolean describes(Finding finding) {
        return Signature.matches(signature, finding);
    }
}
