package io.seatrial.chaos.engine;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the embedded proxy, which never waits for bytes: the bound is for a machine that stands still. */
final class Waiting {

    private Waiting() {}

    /** Returns whether a stage that cannot fail completes in time. */
    static boolean within(Duration time, CompletionStage<Void> stage) {
        try {
            stage.toCompletableFuture().get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new ChaosException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

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
