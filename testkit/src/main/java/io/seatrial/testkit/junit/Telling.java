package io.seatrial.testkit.junit;

import io.seatrial.testkit.report.TextSummary;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Finding;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.Verdict;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Tells JUnit what became of a case. Only a pass is green.
 *
 * @param testClass the class to name in the command that repeats a case
 * @param seed the seed of the whole run
 * @param inconclusiveFails whether a case that the machine left undecided fails
 */
record Telling(Class<?> testClass, long seed, boolean inconclusiveFails) {

    /** Returns if the case has passed; throws what JUnit takes for its outcome otherwise. */
    void of(Rule rule, CaseResult result) {
        Verdict verdict = result.verdict();
        if (verdict instanceof Verdict.Failed failed) {
            throw failure(rule, result, failed.finding());
        } else if (verdict instanceof Verdict.Skipped skipped) {
            throw new TestAbortedException(skipped.reason());
        } else if (verdict instanceof Verdict.KnownFailing known) {
            throw new TestAbortedException(
                    "known failing since " + known.known().since() + ", "
                            + known.known().ticket() + ", " + known.known().reason() + ": "
                            + known.finding().sentence());
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            if (inconclusiveFails) {
                throw failure(rule, result, inconclusive.finding());
            }
            throw new TestAbortedException("inconclusive, " + inconclusive.evidence() + ": "
                    + inconclusive.finding().sentence());
        }
    }

    private AssertionFailedError failure(Rule rule, CaseResult result, Finding finding) {
        String message = rule.id() + ", " + finding.sentence() + "\n" + TextSummary.details(rule, result)
                + "  repeat    " + repeat(rule, result.run())
                + (finding.trace().isEmpty() ? "" : "\n  trace     " + finding.trace());
        AssertionFailedError failure = new AssertionFailedError(message, finding.expected(), finding.actual());
        failure.setStackTrace(stackOf(result.run(), finding));
        return failure;
    }

    /** Returns a command that runs this case alone, as it ran here. */
    private String repeat(Rule rule, PlannedRun run) {
        return "mvn test -Dtest=" + testClass.getSimpleName() + " -D" + Properties.RULES + "=" + rule.id() + " -D"
                + Properties.TRANSPORTS + "=" + run.transport() + " -D" + Properties.NETWORKS + "=" + run.network()
                + " -D"
                + Properties.PROFILES + "=" + run.profile() + " -D" + Properties.SEED + "=" + seed;
    }

    /** A stack of one frame: the line of the case, for an IDE to jump to. */
    private static StackTraceElement[] stackOf(PlannedRun run, Finding finding) {
        String type = run.method().method().getDeclaringClass().getName();
        String method = run.method().method().getName();
        int colon = finding.place().lastIndexOf(':');
        StackTraceElement frame = colon < 0
                ? new StackTraceElement(type, method, null, -1)
                : new StackTraceElement(
                        type,
                        method,
                        finding.place().substring(0, colon),
                        Integer.parseInt(finding.place().substring(colon + 1)));
        return new StackTraceElement[] {frame};
    }
}
