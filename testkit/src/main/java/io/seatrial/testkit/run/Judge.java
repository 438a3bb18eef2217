package io.seatrial.testkit.run;

import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.expect.CaseSkipped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes a verdict of what a run threw and of what the machine did meanwhile. */
final class Judge {

    /** The machine is suspected if it stood still for this share of the run. */
    private static final double SUSPICIOUS_SHARE = 0.2;

    /** And for this long at least: short stalls are what ceilings are generous for. */
    private static final Duration SUSPICIOUS = Duration.ofSeconds(1);

    private final List<KnownFailure> known;

    Judge(List<KnownFailure> known) {
        this.known = known;
    }

    Verdict verdict(PlannedRun run, List<Throwable> thrown, Duration duration, Duration stalled) {
        Verdict plain = plain(run, thrown, duration, stalled);
        List<KnownFailure> entries =
                known.stream().filter(one -> one.speaksOf(run)).toList();
        return entries.isEmpty() ? plain : againstKnown(entries, plain);
    }

    private static Verdict plain(PlannedRun run, List<Throwable> thrown, Duration duration, Duration stalled) {
        List<Finding> findings = new ArrayList<>();
        for (Throwable failure : thrown) {
            if (failure instanceof CaseSkipped skipped && thrown.size() == 1) {
                return new Verdict.Skipped(skipped.reason());
            }
            if (!(failure instanceof CaseSkipped)) {
                findings.add(
                        Finding.of(asFailure(failure), run.method().method().getDeclaringClass()));
            }
        }
        if (findings.isEmpty()) {
            return new Verdict.Passed();
        }
        Finding first = findings.get(0);
        if (first.kind() == CaseFailure.Kind.TIMEOUT && isSuspicious(duration, stalled)) {
            return new Verdict.Inconclusive(
                    "the machine stood still for " + stalled.toMillis() + " of the " + duration.toMillis()
                            + " ms of this case",
                    first);
        }
        return new Verdict.Failed(first, findings.subList(1, findings.size()));
    }

    private static boolean isSuspicious(Duration duration, Duration stalled) {
        return stalled.compareTo(SUSPICIOUS) >= 0 && stalled.toNanos() > SUSPICIOUS_SHARE * duration.toNanos();
    }

    private static CaseFailure asFailure(Throwable failure) {
        return failure instanceof CaseFailure finding ? finding : CaseFailure.error("the case", failure);
    }

    private static Verdict againstKnown(List<KnownFailure> entries, Verdict verdict) {
        if (verdict instanceof Verdict.Passed) {
            return new Verdict.Failed(unlike(entries.get(0), "passed: take it off the list"), List.of());
        }
        if (!(verdict instanceof Verdict.Failed failed)) {
            return verdict;
        }
        for (KnownFailure entry : entries) {
            if (entry.describes(failed.finding())) {
                return new Verdict.KnownFailing(entry, failed.finding());
            }
        }
        List<Finding> further = new ArrayList<>(failed.further());
        further.add(unlike(entries.get(0), "failed in another way"));
        return new Verdict.Failed(failed.finding(), further);
    }

    private static Finding unlike(KnownFailure known, String actual) {
        return new Finding(
                CaseFailure.Kind.BASELINE,
                "known failure " + known.ticket(),
                "a finding that contains '" + known.signature() + "'",
                actual,
                "",
                "");
    }
}
