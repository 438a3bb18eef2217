package io.seatrial.testkit.run;

import io.seatrial.testkit.time.Budget;
import java.util.List;
import java.util.Objects;

/**
 * How to run.
 *
 * @param selection what to run
 * @param seed what decides the order of the cases and their randomness
 * @param budget how long things may take, before the machine is measured
 * @param calibrate whether to measure the machine, first to stretch the budget by it, later to tell whether it or the plane was late. If
 *     not, the plane is
 * @param known the failures that are known
 */
public record RunOptions(Selection selection, long seed, Budget budget, boolean calibrate, List<KnownFailure> known) {

    /** Creates options. */
    public RunOptions {
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(budget, "budget");
        known = List.copyOf(known);
    }

    /** Returns options with the default budget, a measured machine and no known failures. */
    public static RunOptions of(Selection selection, long seed) {
        return new RunOptions(selection, seed, Budget.DEFAULT, true, List.of());
    }

    /** Returns these options with another budget, which is taken as it is. */
    public RunOptions within(Budget fixed) {
        return new RunOptions(selection, seed, fixed, false, known);
    }

    /** Returns these options with other known failures. */
    public RunOptions knowing(List<KnownFailure> failures) {
        return new RunOptions(selection, seed, budget, calibrate, failures);
    }
}
