package io.seatrial.testkit.run;

import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.expect.CaseSkipped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        Optional<KnownFailure> expected =
                known.stream().filter(one -> one.speaksOf(run)).findFirst();
        return expected.map(one -> againstKnown(one, plain)).orElse(plain);
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

    private static Verdict againstKnown(KnownFailure known, Verdict verdict) {
        if (verdict instanceof Verdict.Failed failed && known.describes(failed.finding())) {
            return new Verdict.KnownFailing(known, failed.finding());
        }
        if (verdict instanceof Verdict.Failed failed) {
            List<Finding> further = new ArrayList<>(failed.further());
            further.add(unlike(known, "failed in another way"));
            return new Verdict.Failed(failed.finding(), further);
        }
        return verdict instanceof Verdict.Passed
                ? new Verdict.Failed(unlike(known, "passed: take it off the list"), List.of())
                : verdict;
    }

    private static Finding unlike(KnownFailure known, String actual) {
        return new Finding(
                CaseFailure.Kind.EXPECTATION,
                "known failure " + known.ticket(),
                "a finding that contains '" + known.signature() + "'",
                actual,
                "",
                "");
    }
}
