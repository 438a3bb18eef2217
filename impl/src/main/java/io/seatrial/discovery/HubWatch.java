package io.seatrial.discovery;

import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Notices;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Delivers the events of one watch in order, one at a time, on the executor; never on the thread that caused them. */
final class HubWatch implements Watch {

    private final EndpointName name;
    private final DiscoveryListener listener;
    private final Executor executor;
    private final Notices notices;
    private final Consumer<HubWatch> onClose;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Queue<Runnable> queue = new ArrayDeque<>(); // guarded by itself
    private boolean draining; // guarded by queue
    private volatile boolean closed;

    HubWatch(
            EndpointName name,
            DiscoveryListener listener,
            Executor executor,
            Notices notices,
            Consumer<HubWatch> onClose) {
        this.name = name;
        this.listener = listener;
        this.executor = executor;
        this.notices = notices;
        this.onClose = onClose;
    }

    EndpointName name() {
        return name;
    }

    /** Queues an event. The caller calls {@link #deliver} afterwards, without holding a lock. */
    void enqueue(DiscoveryEvent event) {
        enqueue(() -> call(event));
    }

    /** Queues the end of the initial state. */
    void enqueueReady() {
        enqueue(() -> ready.complete(null));
    }

    private void enqueue(Runnable step) {
        synchronized (queue) {
            queue.add(step);
        }
    }

    /** Sees to it that what is queued is delivered. */
    void deliver() {
        synchronized (queue) {
            if (draining || queue.isEmpty()) {
                return;
            }
            draining = true;
        }
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            notices.warn(
                    "A discovery watch ends: the executor that calls its listener was shut down. Close the watch first",
                    "endpoint",
                    name,
                    "cause",
                    e);
            close();
        }
    }

    private void drain() {
        while (true) {
            Runnable step;
            synchronized (queue) {
                step = queue.poll();
                if (step == null) {
                    draining = false;
                    return;
                }
            }
            if (!closed) {
                step.run();
            }
        }
    }

    private void call(DiscoveryEvent event) {
        try {
            listener.onEvent(event);
        } catch (RuntimeException e) {
            notices.error("A discovery listener failed", "endpoint", name, "event", event, "cause", e);
        }
    }

    @Override
    public CompletionStage<Void> ready() {
        return ready.minimalCompletionStage();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        onClose.accept(this);
        ready.completeExceptionally(new PlaneException.Closed("The watch of " + name + " was closed"));
    }
}
