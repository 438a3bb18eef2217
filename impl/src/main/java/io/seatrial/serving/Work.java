package io.seatrial.serving;

import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.spi.Notices;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One accepted request. It is at the same time what its executor runs and what hears of its end, so that a request costs one object: a
 * transport extends it by the request as it arrived. It leaves the in-flight count of its endpoint exactly once, whatever its handler
 * does.
 */
public abstract class Work implements Runnable, BiConsumer<@Nullable Void, @Nullable Throwable> {

    private static final AtomicIntegerFieldUpdater<Work> ENDED =
            AtomicIntegerFieldUpdater.newUpdater(Work.class, "ended");

    private final ServedEndpoint endpoint;
    private final Executor executor;
    private final WorkQueue queue;
    private final Notices notices;

    @SuppressWarnings("unused") // through ENDED
    private volatile int ended;

    /**
     * Creates the work of a request.
     *
     * @param endpoint whose count the request has entered
     * @param executor where the handler runs
     * @param queue whose permit it holds while it runs
     */
    protected Work(ServedEndpoint endpoint, Executor executor, WorkQueue queue, Notices notices) {
        this.endpoint = endpoint;
        this.executor = executor;
        this.queue = queue;
        this.notices = notices;
    }

    /** Returns the request for the handler, which owns its payload from then on. Called at most once, and not after {@link #release}. */
    protected abstract InboundRequest open();

    /** Gives back the memory of a request that no handler gets. */
    protected abstract void release();

    /** Returns what the operator reads when a handler failed. */
    protected abstract String failureMessage();

    /** Hands the work, which holds a permit, to its executor. If that takes nothing any more the work is discarded, permit apart. */
    public final boolean dispatch() {
        try {
            executor.execute(this);
            return true;
        } catch (RejectedExecutionException e) {
            discard();
            return false;
        }
    }

    /** Ends work that never ran and holds no permit. */
    public final void discard() {
        if (ENDED.compareAndSet(this, 0, 1)) {
            release();
            endpoint.inFlight().exit();
        }
    }

    @Override
    public final void run() {
        if (endpoint.isAbandoned()) {
            discard();
            queue.release();
            return;
        }
        try {
            CompletionStage<Void> stage = endpoint.handler().handle(open());
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
    public final void accept(@Nullable Void nothing, @Nullable Throwable failure) {
        if (!ENDED.compareAndSet(this, 0, 1)) {
            return;
        }
        try {
            if (failure != null) {
                notices.warn(failureMessage(), "endpoint", endpoint.id(), "error", failure);
            }
        } finally {
            queue.release();
            endpoint.inFlight().exit();
        }
    }
}
