package io.seatrial.chaos.proxy;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Runs changes one after the other, each when the one before has ended, on one event loop. */
final class Serial {

    private final EventLoop loop;
    private CompletionStage<?> last = CompletableFuture.completedFuture(null);

    Serial(EventLoop loop) {
        this.loop = loop;
    }

    <T> CompletableFuture<T> run(Supplier<? extends CompletionStage<T>> change) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            last = last.handle((done, failure) -> null).thenCompose(before -> begin(change, result));
        });
        return result;
    }

    /** Completes when the change has ended, however. */
    private <T> CompletionStage<?> begin(Supplier<? extends CompletionStage<T>> change, CompletableFuture<T> result) {
        CompletableFuture<T> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                change.get().whenCompleteAsync((value, failure) -> finish(value, failure, done), loop);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done.whenComplete((value, failure) -> finish(value, failure, result))
                .handle((value, failure) -> null);
    }

    private static <T> void finish(T value, Throwable failure, CompletableFuture<T> future) {
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(failure);
        }
    }
}
