package io.seatrial.transport.tcp;

import io.seatrial.sending.DeadlineTimer;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A connection that many callers use at once. A caller takes a permit and puts its request into the outbox; the event loop writes
 * everything that is there with one flush. The n-th acknowledgement belongs to the n-th request written.
 *
 * <p>A request that is not acknowledged in time takes the connection out of use: others that wait on it go on, its own acknowledgement is
 * swallowed if it comes, and with the last one that waits the connection closes.
 */
final class SharedLink extends ClientLink {

    private static final String SURPLUS = "Acknowledgement without a request";
    private static final String CLOSED_HERE = "Connection closed";

    private final ClientScope scope;
    private final SharedPeer peer;
    private final Permits permits;
    private final Outbox outbox = new Outbox();
    private final AwaitedAcks awaited;
    private @Nullable DeadlineTimer ackTimer;
    private volatile boolean inUse = true;
    private volatile boolean closed;
    private volatile long lastUsed;

    SharedLink(ClientScope scope, SharedPeer peer) {
        super(scope.limits().frameBytes());
        this.scope = scope;
        this.peer = peer;
        this.permits = new Permits(scope.limits().requestsPerConnection());
        this.awaited = new AwaitedAcks(permits);
        this.lastUsed = scope.now();
    }

    /** Takes a permit, which the next {@link #submit} uses, if there is one. From any thread. */
    boolean tryAcquire() {
        return inUse && permits.tryAcquire();
    }

    /** Sends a request that has a permit, or hands it back if the connection ended in the meantime. From any thread. */
    void submit(PendingRequest request) {
        if (outbox.add(request)) {
            try {
                loop().execute(this::drain);
            } catch (RejectedExecutionException shutDown) {
                inUse = false;
                handBack(outbox.takeAll());
            }
        }
    }

    /**
     * Takes the connection out of use; it closes as soon as nobody waits on it. A request that took a permit before and was not written
     * yet is handed back. From any thread.
     */
    void close() {
        inUse = false;
        try {
            loop().execute(this::closeIfSettled);
        } catch (RejectedExecutionException shutDown) {
            closed(); // its event loop has ended, and closed the channel
        }
    }

    /** Returns whether the channel has been closed. From any thread. */
    boolean isClosed() {
        return closed;
    }

    /** Returns whether requests can be put on it. From any thread. */
    boolean isInUse() {
        return inUse;
    }

    /** Returns whether a request has a permit. From any thread. */
    boolean isActive() {
        return permits.taken() > 0;
    }

    /** Returns the time of the last acknowledgement, or of the beginning. From any thread. */
    long lastUsed() {
        return lastUsed;
    }

    private void drain() {
        PendingRequest first = outbox.takeAll();
        if (!inUse) {
            handBack(first);
            return;
        }
        int copiedBytes = 0;
        boolean givenUp = false;
        for (PendingRequest request = first; request != null; request = request.next) {
            if (request.isEnded()) {
                request.discard();
                permits.release();
                givenUp = true;
            } else {
                awaited.add(request);
                copiedBytes += FrameBatch.copiedBytes(request);
            }
        }
        if (copiedBytes > 0) {
            write(first, copiedBytes);
        }
        if (givenUp) {
            peer.freed();
        }
    }

    private void write(@Nullable PendingRequest first, int copiedBytes) {
        FrameBatch batch = new FrameBatch(context(), scope.encoder(), copiedBytes);
        try {
            for (PendingRequest request = first; request != null; request = request.next) {
                batch.add(request);
            }
        } catch (RuntimeException e) { // a payload that its caller released although it was not his any more
            batch.discard();
            end(ClientFailures.unwritable(e));
            return;
        }
        batch.flush(this);
        PendingRequest oldest = awaited.first();
        if (oldest != null) {
            ackTimer().armAt(oldest.deadline);
        }
    }

    private void handBack(@Nullable PendingRequest first) {
        PendingRequest request = first;
        while (request != null) {
            PendingRequest after = request.next; // the peer may put the request into another outbox at once
            permits.release();
            peer.resubmit(request);
            request = after;
        }
    }

    @Override
    void received() {
        long now = scope.now();
        lastUsed = now;
        while (awaited.first() != null) {
            byte[] body = nextAck();
            if (body == null) {
                break;
            }
            awaited.acknowledge(body, now);
        }
        if (awaited.first() == null && hasUnread() && failure() == null) {
            scope.notices().warn("TCP connection dropped: " + SURPLUS, "peer", peer.text());
            end(SURPLUS);
        }
        closeIfSettled();
        peer.freed();
    }

    private DeadlineTimer ackTimer() {
        if (ackTimer == null) {
            ackTimer = new DeadlineTimer(scope.io(), loop(), Runnable::run, this::expire);
        }
        return ackTimer;
    }

    private long expire(long now) {
        long next = awaited.expire(now, this::retire);
        closeIfSettled();
        return failure() == null ? next : DeadlineTimer.NOTHING;
    }

    private void retire() {
        inUse = false;
        peer.retired(this);
    }

    private void closeIfSettled() {
        if (!inUse && awaited.isSettled()) {
            end(CLOSED_HERE);
        }
    }

    @Override
    void broke(String reason) {
        if (ackTimer != null) {
            ackTimer.cancel();
        }
        retire();
        awaited.failAll(reason);
    }

    @Override
    void closed() {
        dropUnread();
        closed = true;
        peer.closed(this);
    }
}
