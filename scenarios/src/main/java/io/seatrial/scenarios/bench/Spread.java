package io.seatrial.scenarios.bench;

import java.util.List;
import java.util.Locale;

/**
 * The middle of several figures and how far they lie apart.
 *
 * @param median the figure in the middle
 * @param min the smallest
 * @param max the largest
 */
record Spread(double median, double min, double max) {

    static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        return new Spread(sorted.get(sorted.size() / 2), sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /** Returns {@code 0.62 (0.58 to 0.65)}. */
    String asRatio() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median, min, max);
    }

    /**
     * Returns the figures in a unit.
     *
     * @param format how the median is written, with its unit
     * @param scale how many of that unit one of the figures is
     */
    String as(String format, double scale) {
        return String.format(Locale.ROOT, format + " (%,.0f to %,.0f)", median * scale, min * scale, max * scale);
    }

    /** Returns {@code 12,345/s}. */
    String asRate() {
        return String.format(Locale.ROOT, "%,.0f/s", median);
    }
}
