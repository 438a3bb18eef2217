package io.seatrial.testkit.observed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Stages in front of stages. */
public final class Stages {

    private Stages() {}

    /** Returns a stage for the translated value. Cancelling it cancels the original, as if there were nothing in between. */
    public static <A, B> CompletionStage<B> mapped(
            CompletionStage<A> stage, Function<? super A, ? extends B> translate) {
        CompletableFuture<B> result = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
                return;
            }
            try {
                result.complete(translate.apply(value));
            } catch (RuntimeException | Error thrown) {
                result.completeExceptionally(thrown);
            }
        });
        result.whenComplete((value, failure) -> {
            if (result.isCancelled()) {
                stage.toCompletableFuture().cancel(false);
            }
        });
        return result;
    }
}
