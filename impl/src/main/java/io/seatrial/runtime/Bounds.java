package io.seatrial.runtime;

import io.seatrial.plane.spi.NetworkIo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits that end, on the network's clock. On a network that is closed there is no clock, and a wait ends at once or with its stage. */
final class Bounds {

    private Bounds() {}

    /** Returns what the stage becomes, or fails with {@code late} at the bound. The stage goes on. */
    static <T> CompletableFuture<T> within(
            NetworkIo io, Duration bound, CompletionStage<T> stage, Supplier<? extends Throwable> late) {
        CompletableFuture<T> result = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(Causes.of(failure));
            }
        });
        if (!result.isDone()) {
            try {
                ScheduledFuture<?> timer = io.scheduler()
                        .schedule(
                                () -> result.completeExceptionally(late.get()), bound.toNanos(), TimeUnit.NANOSECONDS);
                result.whenComplete((value, failure) -> timer.cancel(false));
            } catch (RejectedExecutionException closed) {
                return result;
            }
        }
        return result;
    }

    /** Returns what completes after a while. */
    static CompletableFuture<Void> pause(NetworkIo io, Duration length) {
        CompletableFuture<Void> over = new CompletableFuture<>();
        if (length.isZero()) {
            over.complete(null);
            return over;
        }
        try {
            io.scheduler().schedule(() -> over.complete(null), length.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            over.complete(null);
        }
        return over;
    }
}
