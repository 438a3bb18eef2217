package io.seatrial.transport.tcp;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands requests from any thread to the one that writes them, without a lock or an allocation: a stack that is linked through the requests
 * themselves, and taken whole.
 */
final class Outbox {

    private final AtomicReference<@Nullable PendingRequest> last = new AtomicReference<>();

    /** Adds a request. Returns whether it is the first since the last {@link #takeAll}, so that somebody must be called to take it. */
    boolean add(PendingRequest request) {
        while (true) {
            PendingRequest before = last.get();
            request.next = before;
            if (last.compareAndSet(before, request)) {
                return before == null;
            }
        }
    }

    /** Takes all requests. Returns the first of them, linked by {@link PendingRequest#next} in the order in which they were added. */
    @Nullable
    PendingRequest takeAll() {
        PendingRequest rest = last.getAndSet(null);
        PendingRequest first = null;
        while (rest != null) {
            PendingRequest before = rest.next;
            rest.next = first;
            first = rest;
            rest = before;
        }
        return first;
    }
}
