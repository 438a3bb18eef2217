package io.seatrial.transport.tcp;

import io.seatrial.plane.PlaneException;
import io.seatrial.sending.DeadlineTimer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for a connection, first come first served. A request in line holds the payload that its caller made, but no encoded
 * frame. Deadlines come in order, so one timer looks at the first. On the pool's executor only.
 */
final class WaitingLine {

    private final ClientScope scope;
    private final DeadlineTimer timer;
    private final Deque<PendingRequest> requests = new ArrayDeque<>();

    /**
     * Creates an empty line.
     *
     * @param timer its check calls {@link #expire}
     */
    WaitingLine(ClientScope scope, DeadlineTimer timer) {
        this.scope = scope;
        this.timer = timer;
    }

    void add(PendingRequest request) {
        request.inLine = true;
        requests.add(request);
        timer.armAt(request.deadline);
    }

    /** Returns the first request that somebody waits for, or {@code null}. */
    @Nullable
    PendingRequest first() {
        PendingRequest first = requests.peek();
        while (first != null && first.isEnded()) {
            remove().discard();
            first = requests.peek();
        }
        return first;
    }

    boolean isEmpty() {
        return first() == null;
    }

    /** Takes the first request; from now on the bound of a request applies to it, if that ends sooner. */
    PendingRequest take() {
        PendingRequest request = remove();
        startClock(request, scope.now());
        return request;
    }

    /** Applies the bound of a request to all that wait, since a connection is there now. */
    void startClocks() {
        long now = scope.now();
        requests.forEach(request -> startClock(request, now));
        timer.cancel();
        PendingRequest first = requests.peek();
        if (first != null) {
            timer.armAt(first.deadline);
        }
    }

    /** Gives back the memory of a request that ended while it was in line, wherever in it. */
    void discard(PendingRequest ended) {
        if (ended.inLine) {
            ended.discard();
        }
    }

    /** Ends the requests whose time is over. Returns the nanoseconds to the next deadline, or {@link DeadlineTimer#NOTHING}. */
    long expire(long now) {
        for (PendingRequest request = first(); request != null; request = first()) {
            long left = request.deadline - now;
            if (left > 0) {
                return left;
            }
            remove().discard();
            request.failOverdue();
        }
        return DeadlineTimer.NOTHING;
    }

    /** Ends the first requests, as if they had been on a connection that failed. */
    void failFirst(int count, String reason) {
        for (int i = 0; i < count && first() != null; i++) {
            PendingRequest request = remove();
            request.discard();
            request.failBroken(reason);
        }
    }

    /** Ends all requests, each with an error of its own, because there is no connection for them. */
    void failAll(Supplier<PlaneException> failure) {
        while (first() != null) {
            remove().failUnsent(failure.get());
        }
    }

    /** Stops the timer of a line that stays empty. */
    void end() {
        timer.cancel();
    }

    private PendingRequest remove() {
        PendingRequest request = requests.remove();
        request.inLine = false;
        return request;
    }

    private void startClock(PendingRequest request, long now) {
        long latest = now + scope.limits().requestNanos();
        if (latest - request.deadline < 0) {
            request.deadline = latest;
        }
    }
}
