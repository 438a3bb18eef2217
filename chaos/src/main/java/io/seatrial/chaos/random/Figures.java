package io.seatrial.chaos.random;

import java.util.Arrays;
import java.util.List;

/**
 * Some requests in figures.
 *
 * @param requests how many were sent
 * @param replies how many ended with their answer
 * @param errors how many ended with an error
 * @param cancelled how many their caller dropped
 * @param medianNanos how long half of the answers took at most; 0 without any
 * @param longestNanos how long the longest answer took
 */
public record Figures(int requests, int replies, int errors, int cancelled, long medianNanos, long longestNanos) {

    /** Counts requests. */
    public static Figures of(List<Sample> samples) {
        long[] answers = samples.stream()
                .filter(sample -> sample.kind() == Sample.Kind.REPLY)
                .mapToLong(Sample::tookNanos)
                .sorted()
                .toArray();
        return new Figures(
                samples.size(),
                answers.length,
                count(samples, Sample.Kind.ERROR),
                count(samples, Sample.Kind.CANCELLED),
                answers.length == 0 ? 0 : answers[(answers.length - 1) / 2],
                Arrays.stream(answers).max().orElse(0));
    }

    private static int count(List<Sample> samples, Sample.Kind kind) {
        return (int) samples.stream().filter(sample -> sample.kind() == kind).count();
    }
}
