package io.seatrial.chaos.engine;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the embedded proxy, which never waits for bytes: the bound is for a machine that stands still. */
final class Waiting {

    private Waiting() {}

    static <T> T on(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(ChaosEngine.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ChaosException(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException e) {
            throw new ChaosException("The embedded proxy did not answer within " + ChaosEngine.LIMIT, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ChaosException("Interrupted while waiting for the embedded proxy", e);
        }
    }
}
