package io.seatrial.scenarios.peer;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Waits on the main thread for what happens on others. Each stage has a bound of its own. */
final class Waiting {

    private Waiting() {}

    /** Returns the value of a stage, or throws what it failed with. */
    static <T> T on(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
