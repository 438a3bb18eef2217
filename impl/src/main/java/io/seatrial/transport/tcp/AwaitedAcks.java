package io.seatrial.transport.tcp;

import io.seatrial.sending.DeadlineTimer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The requests that were written on one connection and not acknowledged, in the order of writing, which is that of the acknowledgements.
 * Those that are overdue have ended and given back their permit; they keep their place, so that a late acknowledgement is theirs. They are
 * the first, since the deadlines come in order too. On the event loop only.
 */
final class AwaitedAcks {

    private final Deque<PendingRequest> requests = new ArrayDeque<>();
    private final Permits permits;
    private int overdue;

    AwaitedAcks(Permits permits) {
        this.permits = permits;
    }

    void add(PendingRequest request) {
        requests.add(request);
    }

    /** Returns the request to which the next acknowledgement belongs, or {@code null}: then there must not be one. */
    @Nullable
    PendingRequest first() {
        return requests.peek();
    }

    /** Ends the first request with its acknowledgement; its permit is free before its caller hears of it. */
    void acknowledge(byte[] body, long now) {
        PendingRequest request = requests.remove();
        if (request.overdue) {
            overdue--;
        } else {
            permits.release();
        }
        request.acknowledge(body, now);
    }

    /** Returns whether nobody waits any more, except for what is overdue. */
    boolean isSettled() {
        return overdue == requests.size();
    }

    /**
     * Ends the requests whose time is over.
     *
     * @param beforeEach runs before each of them ends
     * @return the nanoseconds to the next deadline, or {@link DeadlineTimer#NOTHING}
     */
    long expire(long now, Runnable beforeEach) {
        for (PendingRequest request : requests) {
            if (request.overdue) {
                continue;
            }
            long left = request.deadline - now;
            if (left > 0) {
                return left;
            }
            request.overdue = true;
            overdue++;
            permits.release();
            beforeEach.run();
            request.failOverdue();
        }
        return DeadlineTimer.NOTHING;
    }

    /** Ends every request because the connection failed. */
    void failAll(String reason) {
        for (PendingRequest request : requests) {
            if (!request.overdue) {
                permits.release();
            }
            request.discard();
            request.failBroken(reason);
        }
        requests.clear();
        overdue = 0;
    }
}
