package io.seatrial.testkit.report.html;

import io.seatrial.testkit.run.Summary;
import io.seatrial.testkit.run.Verdict;

/** How a verdict is shown: never by its colour alone. The later one is the worse of two. */
public enum Mark {
    /** It was not tried. */
    SKIPPED("–", "skipped"),
    /** It held. */
    PASSED("✓", "passed"),
    /** It failed as is known. */
    KNOWN_FAILING("!", "known failing"),
    /** The machine left it undecided. */
    INCONCLUSIVE("?", "inconclusive"),
    /** It was broken. */
    FAILED("✗", "failed");

    private final String sign;
    private final String word;

    Mark(String sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    /** Returns how a verdict is shown. */
    public static Mark of(Verdict verdict) {
        return valueOf(verdict.label());
    }

    /** Returns how many verdicts together are shown. Nothing that is undecided, and no run without a pass, looks passed. */
    public static Mark of(Summary summary) {
        if (summary.failed() > 0) {
            return FAILED;
        }
        if (summary.inconclusive() > 0) {
            return INCONCLUSIVE;
        }
        return summary.passed() > 0 ? PASSED : SKIPPED;
    }

    /** Returns one character. */
    public String sign() {
        return sign;
    }

    /** Returns what it means. */
    public String word() {
        return word;
    }

    /** Returns the class of its style sheet. */
    public String style() {
        return word.replace(' ', '-');
    }

    /** Returns whether somebody has to look at it. */
    public boolean isProblem() {
        return compareTo(PASSED) > 0;
    }
}
