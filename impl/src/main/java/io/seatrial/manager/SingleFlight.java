package io.seatrial.manager;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cell that many callers fill at once and only one of them really does (design.md, decision 2; dynamo-manager.md M13 to M15).
 *
 * <p>A failure reaches the caller whose initialiser failed and empties the cell; each waiter then makes its own attempt. A caller
 * that cancels its future stops waiting and disturbs nobody, not even the attempt that it began.
 *
 * @param <T> what the cell holds
 */
public final class SingleFlight<T> {

    private final AtomicReference<@Nullable CompletableFuture<T>> cell = new AtomicReference<>();

    /**
     * Returns the value, made by {@code initialiser} if there is none and nobody is making one. The initialiser runs on the calling
     * thread, or on the thread on which the attempt failed that this call waited for.
     *
     * @return a future of this caller alone; it fails with what this caller's own attempt failed with
     */
    public CompletableFuture<T> get(Supplier<? extends CompletionStage<T>> initialiser) {
        CompletableFuture<T> result = new CompletableFuture<>();
        joinOrLead(initialiser, result);
        return result;
    }

    /** Returns the value if it has been made. */
    public Optional<T> current() {
        CompletableFuture<T> flight = cell.get();
        return flight != null && flight.isDone() && !flight.isCompletedExceptionally()
                ? Optional.of(flight.join())
                : Optional.empty();
    }

    private void joinOrLead(Supplier<? extends CompletionStage<T>> initialiser, CompletableFuture<T> result) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> running = cell.compareAndExchange(null, mine);
        if (running == null) {
            lead(mine, initialiser, result);
            return;
        }
        running.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else if (!result.isDone()) { // a waiter that gave up makes no attempt
                joinOrLead(initialiser, result);
            }
        });
    }

    private void lead(
            CompletableFuture<T> flight,
            Supplier<? extends CompletionStage<T>> initialiser,
            CompletableFuture<T> result) {
        start(initialiser).whenComplete((value, failure) -> {
            if (failure == null) {
                flight.complete(value);
                result.complete(value);
            } else {
                cell.set(null); // before anybody hears of the failure, so that whoever hears of it finds the cell empty
                result.completeExceptionally(unwrapped(failure));
                flight.completeExceptionally(failure);
            }
        });
    }

    private CompletionStage<T> start(Supplier<? extends CompletionStage<T>> initialiser) {
        try {
            return initialiser.get();
        } catch (Throwable failure) { // also an Error: a panic of the initialiser must leave the cell empty (M14)
            return CompletableFuture.failedFuture(failure);
        }
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
