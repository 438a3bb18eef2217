package io.seatrial.transport.nats;

import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.spi.NetworkIo;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A handler, and what the service API tells of it: how often it ran, for how long, and how it last failed. */
final class MeasuredHandler implements RequestHandler {

    private final RequestHandler handler;
    private final NetworkIo io;
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final LongAdder nanos = new LongAdder();
    private volatile @Nullable Throwable lastError;

    MeasuredHandler(RequestHandler handler, NetworkIo io) {
        this.handler = handler;
        this.io = io;
    }

    @Override
    public CompletionStage<Void> handle(InboundRequest request) {
        long start = io.nanoTime();
        CompletionStage<Void> stage;
        try {
            stage = handler.handle(request);
        } catch (Throwable failure) { // counted here, told by the caller
            ended(start, failure);
            throw failure;
        }
        if (stage instanceof CompletableFuture<Void> future && future.isDone() && !future.isCompletedExceptionally()) {
            ended(start, null); // the usual end of a handler that does not wait: no second stage for it
            return stage;
        }
        return stage.whenComplete((done, failure) -> ended(start, failure));
    }

    private void ended(long start, @Nullable Throwable failure) {
        requests.increment();
        nanos.add(io.nanoTime() - start);
        if (failure != null) {
            errors.increment();
            lastError = Causes.of(failure);
        }
    }

    @Override
    public boolean mayBlock() {
        return handler.mayBlock();
    }

    long requests() {
        return requests.sum();
    }

    long errors() {
        return errors.sum();
    }

    long nanos() {
        return nanos.sum();
    }

    /** Returns what the last failure said; empty if there was none. */
    String lastError() {
        Throwable last = lastError;
        return last == null ? "" : last.toString();
    }
}
