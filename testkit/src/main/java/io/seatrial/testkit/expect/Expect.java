package io.seatrial.testkit.expect;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Expectations for cases. Each takes what is looked at as a noun phrase, because the message is the product of a failing case: "number
 * of listening ports: expected 1, but was 2".
 */
public final class Expect {

    private Expect() {}

    /** Requires two values to be equal; arrays by their elements. */
    public static void expect(String subject, @Nullable Object expected, @Nullable Object actual) {
        if (!Objects.deepEquals(expected, actual)) {
            throw CaseFailure.of(subject, Values.show(expected), "was " + Values.show(actual));
        }
    }

    /** Requires a value other than the one given. */
    public static void expectNot(String subject, @Nullable Object unexpected, @Nullable Object actual) {
        if (Objects.deepEquals(unexpected, actual)) {
            throw CaseFailure.of(subject, "anything but " + Values.show(unexpected), "was that");
        }
    }

    /** Requires the very same object, not only an equal one. */
    public static void expectSame(String subject, @Nullable Object expected, @Nullable Object actual) {
        if (expected != actual) {
            throw CaseFailure.of(
                    subject,
                    "the same object, " + Values.identity(expected),
                    "was another, " + Values.identity(actual));
        }
    }

    /** Requires two different objects. */
    public static void expectDistinct(String subject, @Nullable Object one, @Nullable Object other) {
        if (one == other) {
            throw CaseFailure.of(subject, "two objects", "was one and the same, " + Values.identity(one));
        }
    }

    /** Requires a statement to be true; {@code actual} is shown if it is not. */
    public static void expectThat(String subject, String expected, boolean holds, @Nullable Object actual) {
        if (!holds) {
            throw CaseFailure.of(subject, expected, "was " + Values.show(actual));
        }
    }

    /** Requires a whole number within bounds, both included. */
    public static void expectBetween(String subject, long least, long most, long actual) {
        expectThat(
                subject, least == most ? "" + least : least + " to " + most, actual >= least && actual <= most, actual);
    }

    /** Requires one of several values. */
    public static void expectOneOf(String subject, Collection<?> allowed, @Nullable Object actual) {
        expectThat(subject, "one of " + allowed, allowed.contains(actual), actual);
    }

    /** Requires a text to contain a part. */
    public static void expectContains(String subject, String part, @Nullable String actual) {
        expectThat(
                subject, "a text that contains " + Values.show(part), actual != null && actual.contains(part), actual);
    }

    /** Requires at least one element that a description fits. */
    public static <T> void expectAny(String subject, String description, Collection<T> actual, Predicate<T> fits) {
        expectThat(subject, "one that is " + description, actual.stream().anyMatch(fits), actual);
    }

    /** Requires bytes to be equal; shows where they begin to differ. */
    public static void expectBytes(String subject, byte[] expected, byte[] actual) {
        int at = Arrays.mismatch(expected, actual);
        if (at >= 0) {
            throw CaseFailure.of(
                    subject,
                    expected.length + " bytes " + Values.hexAround(expected, at),
                    "were " + actual.length + " bytes " + Values.hexAround(actual, at) + ", different from offset "
                            + at);
        }
    }

    /** Requires a failure of a type and returns it. */
    public static <E extends Throwable> E expectFailure(String subject, Class<E> type, @Nullable Throwable actual) {
        if (actual == null) {
            throw CaseFailure.of(subject, "a failure with " + type.getSimpleName(), "succeeded");
        }
        Throwable failure = Outcome.unwrapped(actual);
        if (!type.isInstance(failure)) {
            throw CaseFailure.of(
                    subject,
                    "a failure with " + type.getSimpleName(),
                    "failed with " + CaseFailure.describe(failure),
                    failure);
        }
        return type.cast(failure);
    }

    /** Requires an action to throw, and returns what it threw. */
    public static <E extends Throwable> E expectThrows(String subject, Class<E> type, Runnable action) {
        try {
            action.run();
        } catch (Throwable thrown) { // whatever it is, it is judged
            return expectFailure(subject, type, thrown);
        }
        return expectFailure(subject, type, null);
    }
}
