package io.seatrial.chaos.random;

import io.seatrial.chaos.fault.Draws;
import java.time.Duration;
import java.util.List;

/** Draws in the forms that a plan needs. */
final class Dice {

    private final Draws draws;

    Dice(Draws draws) {
        this.draws = draws;
    }

    /** Returns whether something of that probability happens. */
    boolean chance(double probability) {
        return draws.unit() < probability;
    }

    /** Returns a whole number, both ends included. */
    int between(int least, int most) {
        return least + (int) draws.below(most - least + 1L);
    }

    /** Returns a whole number, both ends included, small ones more often: each power of two is as likely as the next. */
    int mostlySmall(int least, int most) {
        double spread = StrictMath.log(most - least + 1.0) / StrictMath.log(2);
        return Math.min(most, least + (int) StrictMath.pow(2, draws.unit() * spread) - 1);
    }

    /** Returns a number of milliseconds, both ends included. */
    Duration millis(int least, int most) {
        return Duration.ofMillis(between(least, most));
    }

    /** Returns a share in steps of a tenth. */
    double tenths(int least, int most) {
        return between(least, most) / 10.0;
    }

    <T> T oneOf(List<T> values) {
        return values.get((int) draws.below(values.size()));
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return oneOf(List.of(values));
    }
}
