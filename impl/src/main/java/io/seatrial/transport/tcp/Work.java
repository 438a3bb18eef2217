package io.seatrial.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.spi.Notices;
import io.seatrial.wire.RequestFrame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One accepted request. It is at the same time what its executor runs and what hears of its end, so that a request costs one object.
 * It leaves the in-flight count of its endpoint exactly once, whatever its handler does.
 */
final class Work implements Runnable, BiConsumer<@Nullable Void, @Nullable Throwable> {

    private static final AtomicIntegerFieldUpdater<Work> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(Work.class, "ended");

    private final ServedEndpoint endpoint;
    private final RequestFrame frame;
    private final Executor executor;
    private final WorkQueue queue;
    private final Notices notices;

    @SuppressWarnings("unused") // through ENDED
    private volatile int ended;

    /**
     * Creates the work of a request.
     *
     * @param endpoint whose count the request has entered
     * @param frame the request; owned by the work from now on
     * @param executor where the handler runs
     * @param queue whose permit it holds while it runs
     */
    Work(ServedEndpoint endpoint, RequestFrame frame, Executor executor, WorkQueue queue, Notices notices) {
        this.endpoint = endpoint;
        this.frame = frame;
        this.executor = executor;
        this.queue = queue;
        this.notices = notices;
    }

    /** Hands the work, which holds a permit, to its executor. If that takes nothing any more the work is discarded, permit apart. */
    boolean dispatch() {
        try {
            executor.execute(this);
            return true;
        } catch (RejectedExecutionException e) {
            discard();
            return false;
        }
    }

    /** Ends work that never ran and holds no permit. */
    void discard() {
        if (ENDED.compareAndSet(this, 0, 1)) {
            frame.release();
            endpoint.inFlight().exit();
        }
    }

    @Override
    public void run() {
        if (endpoint.isAbandoned()) {
            discard();
            queue.release();
            return;
        }
        try {
            ByteBuf payload = frame.payload();
            CompletionStage<Void> stage = endpoint.handler().handle(new InboundRequest(payload, frame.headers()));
            if (stage instanceof CompletableFuture<Void> future
                    && future.isDone()
                    && !future.isCompletedExceptionally()) {
                accept(null, null); // the usual end of a handler that does not wait: no second stage for it
            } else {
                stage.whenComplete(this);
            }
        } catch (Throwable failure) { // also an Error, and a handler that returned no stage
            accept(null, failure);
        }
    }

    /** Ends work whose handler has ended. */
    @Override
    public void accept(@Nullable Void nothing, @Nullable Throwable failure) {
        if (!ENDED.compareAndSet(this, 0, 1)) {
            return;
        }
        try {
            if (failure != null) {
                notices.warn("TCP worker failed to handle request", "endpoint", endpoint.id(), "error", failure);
            }
        } finally {
            queue.release();
            endpoint.inFlight().exit();
        }
    }
}
