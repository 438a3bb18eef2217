package io.seatrial.testkit.run;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of known failures as it should be. */
public final class Baseline {

    /** Stands in a new entry until somebody writes down what it is about. */
    public static final String UNEXPLAINED = "not explained yet";

    private Baseline() {}

    /** Returns the entries that speak of no run that the catalogue can give: of a rule or a case that there is not, or not there. */
    public static List<KnownFailure> unmatched(List<KnownFailure> known, CaseCatalog catalog, PlaneUnderTest plane) {
        List<PlannedRun> runs = Plan.everything(catalog, plane);
        return known.stream()
                .filter(entry -> runs.stream().noneMatch(entry::speaksOf))
                .toList();
    }

    /**
     * Returns the entries under which the run would have had no failure and no entry in vain. One that still holds is kept as it is. One
     * that no longer does gives way to entries for the single cases that still fail, which keep its ticket and reason if they fail as it
     * says. What was not run, was skipped or was inconclusive changes nothing.
     */
    public static List<KnownFailure> updated(List<KnownFailure> known, RunResult result) {
        List<KnownFailure> kept =
                known.stream().filter(entry -> holds(entry, result)).toList();
        List<KnownFailure> entries = new ArrayList<>(kept);
        for (CaseResult one : result.results()) {
            Optional<Finding> finding = failure(one.verdict());
            boolean covered = kept.stream().anyMatch(entry -> entry.speaksOf(one.run()));
            if (finding.isPresent() && !covered) {
                entries.add(entryFor(one.run(), finding.get(), known, result.planeVersion()));
            }
        }
        return List.copyOf(entries);
    }

    private static boolean holds(KnownFailure entry, RunResult result) {
        return result.results().stream()
                .filter(one -> entry.speaksOf(one.run()))
                .allMatch(one -> isUndecided(one.verdict())
                        || failure(one.verdict()).filter(entry::describes).isPresent());
    }

    private static KnownFailure entryFor(
            PlannedRun run, Finding finding, List<KnownFailure> known, String planeVersion) {
        Rule rule = run.rule();
        String pattern = KnownFailure.nameOf(rule, run);
        return known.stream()
                .filter(entry -> entry.speaksOf(run) && entry.describes(finding))
                .findFirst()
                .map(old -> new KnownFailure(pattern, old.ticket(), old.reason(), old.since(), old.signature()))
                .orElseGet(
                        () -> new KnownFailure(pattern, UNEXPLAINED, UNEXPLAINED, planeVersion, Signature.of(finding)));
    }

    private static boolean isUndecided(Verdict verdict) {
        return verdict instanceof Verdict.Skipped || verdict instanceof Verdict.Inconclusive;
    }

    /** Returns what a case found, also if it was expected; nothing for one that passed, though it was expected to fail. */
    private static Optional<Finding> failure(Verdict verdict) {
        if (verdict instanceof Verdict.KnownFailing failing) {
            return Optional.of(failing.finding());
        }
        return verdict instanceof Verdict.Failed failed && failed.finding().kind() != CaseFailure.Kind.BASELINE
                ? Optional.of(failed.finding())
                : Optional.empty();
    }
}
