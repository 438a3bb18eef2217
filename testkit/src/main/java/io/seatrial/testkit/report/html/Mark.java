package io.seatrial.testkit.report.html;

import io.seatrial.testkit.run.Verdict;

/** How a verdict is shown: never by its colour alone. The later one is the worse of two. */
enum Mark {
    SKIPPED("–", "skipped"),
    PASSED("✓", "passed"),
    KNOWN_FAILING("!", "known failing"),
    INCONCLUSIVE("?", "inconclusive"),
    FAILED("✗", "failed");

    private final String sign;
    private final String word;

    Mark(String sign, String word) {
        this.sign = sign;
        this.word = word;
    }

    static Mark of(Verdict verdict) {
        return valueOf(verdict.label());
    }

    /** Returns one character. */
    String sign() {
        return sign;
    }

    /** Returns what it means. */
    String word() {
        return word;
    }

    /** Returns the class of its style sheet. */
    String style() {
        return word.replace(' ', '-');
    }

    /** Returns whether somebody has to look at it. */
    boolean isProblem() {
        return compareTo(PASSED) > 0;
    }
}
