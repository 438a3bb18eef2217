package io.seatrial.serving;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts the requests of one endpoint, and is the gate that they pass: closing it and counting what is inside is one atomic step, so
 * a request is either counted by the drain or refused.
 */
public final class InFlight {

    /** The sign bit says that the gate is closed; the other bits count. */
    private static final int CLOSED = Integer.MIN_VALUE;

    private static final int COUNT = Integer.MAX_VALUE;

    private final AtomicInteger state = new AtomicInteger();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    /** Creates an open gate with nothing inside. */
    public InFlight() {}

    /** Counts one request; returns {@code false}, and counts nothing, if the gate is closed. */
    public boolean enter() {
        int now = state.get();
        while (now >= 0) {
            if (state.compareAndSet(now, now + 1)) {
                return true;
            }
            now = state.get();
        }
        return false;
    }

    /** Uncounts one request that entered. */
    public void exit() {
        if (state.decrementAndGet() == CLOSED) {
            drained.complete(null);
        }
    }

    /** Closes the gate and returns how many requests are inside. Idempotent. */
    public int close() {
        int inside = state.getAndAccumulate(CLOSED, (now, closed) -> now | closed) & COUNT;
        if (inside == 0) {
            drained.complete(null);
        }
        return inside;
    }

    /** Returns how many requests are inside. */
    public int count() {
        return state.get() & COUNT;
    }

    /** Returns what completes when the gate is closed and the last request has left, on the thread on which it left. */
    public CompletionStage<Void> drained() {
        return drained.minimalCompletionStage();
    }
}
