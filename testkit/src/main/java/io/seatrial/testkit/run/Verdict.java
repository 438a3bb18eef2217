package io.seatrial.testkit.run;

import java.util.List;

/** What became of one run of a case. */
public sealed interface Verdict {

    /** Returns the name in reports: {@code PASSED}, {@code FAILED}, {@code SKIPPED}, {@code KNOWN_FAILING}, {@code INCONCLUSIVE}. */
    String label();

    /** The rule held, and nothing was left behind. */
    record Passed() implements Verdict {
        @Override
        public String label() {
            return "PASSED";
        }
    }

    /**
     * The rule was broken.
     *
     * @param finding what was found first
     * @param further what else was found, e.g. what was left behind
     */
    record Failed(Finding finding, List<Finding> further) implements Verdict {
        /** Creates the verdict. */
        public Failed {
            further = List.copyOf(further);
        }

        @Override
        public String label() {
            return "FAILED";
        }
    }

    /**
     * The case could not say anything here. It never counts as passed.
     *
     * @param reason why not
     */
    record Skipped(String reason) implements Verdict {
        @Override
        public String label() {
            return "SKIPPED";
        }
    }

    /**
     * The rule was broken in the way that is known and accepted for the time being.
     *
     * @param known what is known
     * @param finding what was found
     */
    record KnownFailing(KnownFailure known, Finding finding) implements Verdict {
        @Override
        public String label() {
            return "KNOWN_FAILING";
        }
    }

    /**
     * Something did not happen in time, and the machine stood still meanwhile, so nobody can say whose fault it is.
     *
     * @param evidence what was measured
     * @param finding what would have been the failure
     */
    record Inconclusive(String evidence, Finding finding) implements Verdict {
        @Override
        public String label() {
            return "INCONCLUSIVE";
        }
    }
}
