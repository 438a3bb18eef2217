package io.seatrial.testkit.run;

/**
 * A failure that is known and accepted for the time being. The run is made all the same, and must fail, and in this way.
 *
 * @param rules a pattern of rule ids
 * @param ticket where it is followed up
 * @param reason why it is accepted
 * @param signature a text that the finding must contain
 */
public record KnownFailure(String rules, String ticket, String reason, String signature) {

    boolean speaksOf(PlannedRun run) {
        return run.rules().stream().anyMatch(rule -> Globs.matches(rules, rule.id()));
    }

    boolean describes(Finding finding) {
        return finding.sentence().contains(signature);
    }
}
