package io.seatrial.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Counts what a shutdown waits for, and wakes its waiters when the count falls to 0 (dynamo-manager.md 140). Who asks while it is 0 does not
 * wait. Safe for many threads.
 */
final class GracefulTracker {

    private final Runnable onZero;
    private int count; // guarded by this, as is the next
    private CompletableFuture<Void> zero = CompletableFuture.completedFuture(null);

    /**
     * Creates a tracker.
     *
     * @param onZero runs each time the count falls to 0, before the waiters wake
     */
    GracefulTracker(Runnable onZero) {
        this.onZero = onZero;
    }

    synchronized void enter() {
        if (count++ == 0) {
            zero = new CompletableFuture<>();
        }
    }

    /** Uncounts one that entered. */
    void exit() {
        CompletableFuture<Void> reached;
        synchronized (this) {
            if (count == 0) {
                throw new IllegalStateException("More exits than entries");
            }
            if (--count > 0) {
                return;
            }
            reached = zero;
        }
        onZero.run();
        reached.complete(null);
    }

    synchronized int count() {
        return count;
    }

    /** Returns what completes when the count is 0 for the first time from now on. */
    synchronized CompletionStage<Void> awaitZero() {
        return zero.minimalCompletionStage();
    }
}
