package io.seatrial.testkit.run;

import io.netty.channel.ConnectTimeoutException;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.expect.CaseSkipped;
import io.seatrial.testkit.machine.Strain;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Makes a verdict of what a run threw and of what the machine did meanwhile. */
public final class Judge {

    /** What a plane, or the JDK, throws when something took too long for it: then its clock had a part in the failure. */
    private static final List<Class<? extends Exception>> TIMED_OUT = List.of(
            PlaneException.ConnectTimeout.class,
            PlaneException.RequestTimeout.class,
            PlaneException.ResponseTimeout.class,
            TimeoutException.class,
            SocketTimeoutException.class,
            ConnectTimeoutException.class);

    private final List<KnownFailure> known;

    Judge(List<KnownFailure> known) {
        this.known = known;
    }

    Verdict verdict(PlannedRun run, List<Throwable> thrown, Strain strain) {
        Verdict plain = plain(run.method().method().getDeclaringClass(), thrown, strain);
        List<KnownFailure> entries =
                known.stream().filter(one -> one.speaksOf(run)).toList();
        return entries.isEmpty() ? plain : againstKnown(entries, plain);
    }

    /**
     * Makes a verdict, without a list of known failures.
     *
     * @param place the class in whose stack frames a finding has its place
     * @param thrown what was found, the first first
     * @param strain what the machine did meanwhile
     */
    public static Verdict plain(Class<?> place, List<Throwable> thrown, Strain strain) {
        List<CaseFailure> failures = new ArrayList<>();
        for (Throwable failure : thrown) {
            if (failure instanceof CaseSkipped skipped && thrown.size() == 1) {
                return new Verdict.Skipped(skipped.reason());
            }
            if (!(failure instanceof CaseSkipped)) {
                failures.add(asFailure(failure));
            }
        }
        if (failures.isEmpty()) {
            return new Verdict.Passed();
        }
        List<Finding> findings =
                failures.stream().map(failure -> Finding.of(failure, place)).toList();
        Finding first = findings.get(0);
        Optional<String> evidence = wasLate(failures.get(0)) ? strain.evidence() : Optional.empty();
        return evidence.isPresent()
                ? new Verdict.Inconclusive(evidence.get(), first)
                : new Verdict.Failed(first, findings.subList(1, findings.size()));
    }

    /** Returns whether more time could have changed the outcome. A wrong value stays wrong on any machine. */
    private static boolean wasLate(CaseFailure failure) {
        return failure.kind() == CaseFailure.Kind.TIMEOUT
                || failure.kind() == CaseFailure.Kind.LEFTOVER
                || Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                        .anyMatch(cause -> TIMED_OUT.stream().anyMatch(type -> type.isInstance(cause)));
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
