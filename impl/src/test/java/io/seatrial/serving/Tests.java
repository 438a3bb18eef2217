package io.seatrial.serving;

import io.seatrial.plane.EndpointId;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the tests of every plane's server need. */
public final class Tests {

    /** A generous ceiling for everything that must happen. */
    public static final long BOUND_SECONDS = 30;

    /** Instance 1a2b of the endpoint that most tests serve. */
    public static final EndpointId GENERATE = EndpointId.of("ns", "backend", "generate", 0x1a2b);

    private Tests() {}

    /** Waits for a stage, within a bound, and hands out its failure as it is. */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
