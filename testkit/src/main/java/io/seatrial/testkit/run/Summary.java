package io.seatrial.testkit.run;

import java.util.Collection;

/**
 * How many results there are of each verdict. A run that tries two rules is two results.
 *
 * @param passed the number that passed
 * @param failed the number that failed
 * @param skipped the number that could not say anything
 * @param inconclusive the number that the machine could not decide
 * @param knownFailing the number that failed as is known
 */
public record Summary(int passed, int failed, int skipped, int inconclusive, int knownFailing) {

    /** Counts results. */
    public static Summary of(Collection<CaseResult> results) {
        int[] counts = new int[5];
        for (CaseResult result : results) {
            counts[index(result.verdict())] += result.run().rules().size();
        }
        return new Summary(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    private static int index(Verdict verdict) {
        if (verdict instanceof Verdict.Passed) {
            return 0;
        } else if (verdict instanceof Verdict.Failed) {
            return 1;
        } else if (verdict instanceof Verdict.Skipped) {
            return 2;
        }
        return verdict instanceof Verdict.Inconclusive ? 3 : 4;
    }

    /** Returns the number of all results. */
    public int total() {
        return passed + failed + skipped + inconclusive + knownFailing;
    }

    /** Returns {@code 12 passed, 0 failed, 3 skipped}, the last line of every report. */
    public String lastLine() {
        return passed + " passed, " + failed + " failed, " + skipped + " skipped";
    }
}
