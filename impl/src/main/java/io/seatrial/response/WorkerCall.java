package io.seatrial.response;

import io.seatrial.plane.PlaneException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One request at a worker. It is in flight until it is ended once; only one thread at a time does so. */
final class WorkerCall {

    private final StreamContext context;
    private final Engine engine;
    private final byte[] body;
    private final @Nullable PlaneException refusal;
    private final HandlerMetrics metrics;
    private final Runnable answered;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean over;

    WorkerCall(
            StreamContext context,
            Engine engine,
            byte[] body,
            @Nullable PlaneException refusal,
            HandlerMetrics metrics,
            Runnable answered) {
        this.context = context;
        this.engine = engine;
        this.body = body;
        this.refusal = refusal;
        this.metrics = metrics;
        this.answered = answered;
    }

    /** Returns the request's identity. */
    StreamContext context() {
        return context;
    }

    /** Returns what answers it. */
    Engine engine() {
        return engine;
    }

    /** Returns its JSON. */
    byte[] body() {
        return body;
    }

    /** Returns why it is not run, or {@code null} if it is. */
    @Nullable
    PlaneException refusal() {
        return refusal;
    }

    /** Returns what to count with. */
    HandlerMetrics metrics() {
        return metrics;
    }

    /** Returns the handler's stage. */
    CompletionStage<Void> done() {
        return done;
    }

    /** Says that the end of the answer was handed over, or would have been had the caller been there. */
    void answered() {
        answered.run();
    }

    /** Ends the request's time in flight; later calls have no effect. */
    void end() {
        if (!over) {
            over = true;
            metrics.end();
            done.complete(null);
        }
    }

    /** Ends the request's time in flight with a failure; later calls have no effect. */
    void fail(PlaneException failure) {
        if (!over) {
            over = true;
            metrics.end();
            done.completeExceptionally(failure);
        }
    }
}
