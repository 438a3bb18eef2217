package io.seatrial.testkit.expect;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * How a stage ended: with a value, or with a failure that is already unwrapped.
 *
 * @param <T> the type of the value
 */
public final class Outcome<T> {

    private final @Nullable T value;
    private final @Nullable Throwable failure;

    private Outcome(@Nullable T value, @Nullable Throwable failure) {
        this.value = value;
        this.failure = failure;
    }

    /** Creates the outcome of a stage from what {@code whenComplete} gives. */
    public static <T> Outcome<T> of(@Nullable T value, @Nullable Throwable failure) {
        return new Outcome<>(value, failure == null ? null : unwrapped(failure));
    }

    /** Returns the failure without the wrappers of the JDK's futures. */
    public static Throwable unwrapped(Throwable failure) {
        Throwable inner = failure;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner;
    }

    /** Returns whether the stage ended with a value. */
    public boolean succeeded() {
        return failure == null;
    }

    /** Returns the value; null for a stage without one. */
    public @Nullable T value() {
        if (failure != null) {
            throw new IllegalStateException("The stage failed", failure);
        }
        return value;
    }

    /** Returns the failure, if it failed. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public String toString() {
        return failure == null
                ? "ended with " + Objects.toString(value)
                : "failed with " + CaseFailure.describe(failure);
    }
}
