package io.seatrial.transport.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.seatrial.sending.DeadlineTimer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection that carries one request at a time, with the blind spots of 1.0.x: while it is idle nobody looks at it. That the peer
 * closed it, or sent an acknowledgement that nobody asked for, is therefore known here but shows only to the next request. Fields are
 * used on the event loop only.
 */
final class ExclusiveLink extends ClientLink {

    /** How long an acknowledgement is waited for that no caller waits for any more. The model waits for ever. */
    private static final long LATE_ACK_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final String CLOSED_HERE = "Connection closed";

    private final ClientScope scope;
    private final ExclusivePeer peer;
    private final Deque<byte[]> unasked = new ArrayDeque<>();
    private @Nullable DeadlineTimer ackTimer;
    private @Nullable PendingRequest current;
    private volatile boolean closed;

    ExclusiveLink(ClientScope scope, ExclusivePeer peer) {
        super(scope.limits().frameBytes());
        this.scope = scope;
        this.peer = peer;
    }

    /** Sends a request. Only for who took the connection out of the idle ones, or opened it. From any thread. */
    void start(PendingRequest request) {
        try {
            loop().execute(() -> begin(request));
        } catch (RejectedExecutionException shutDown) {
            request.discard();
            request.failBroken(CLOSED_HERE);
        }
    }

    /** Closes the connection as soon as no caller waits on it; the pool must be closing. From any thread. */
    void closeWhenFree() {
        try {
            loop().execute(this::closeIfFree);
        } catch (RejectedExecutionException shutDown) {
            closed(); // its event loop has ended, and closed the channel
        }
    }

    /** Returns whether the channel has been closed. From any thread. */
    boolean isClosed() {
        return closed;
    }

    private void begin(PendingRequest request) {
        if (request.isEnded()) {
            request.discard();
            keepOrClose();
            return;
        }
        Throwable unsendable = request.unsendable();
        if (unsendable != null) {
            request.discard();
            request.failBroken(String.valueOf(unsendable.getMessage()));
            end(CLOSED_HERE);
            return;
        }
        request.deadline = scope.now() + scope.limits().requestNanos();
        current = request;
        send(request);
        byte[] early = unasked.poll();
        if (early != null) {
            answer(request, early);
        }
        String reason = failure();
        if (reason != null) {
            failCurrent(reason);
        }
        if (current != null) {
            ackTimer().armAt(request.deadline);
        }
        readOn();
    }

    private void send(PendingRequest request) {
        if (failure() != null) {
            request.discard(); // the peer is gone: what would be written leads nowhere
            return;
        }
        FrameBatch batch = new FrameBatch(context(), scope.encoder(), FrameBatch.copiedBytes(request));
        try {
            batch.add(request);
        } catch (RuntimeException e) { // a payload that its caller released although it was not his any more
            batch.discard();
            end(ClientFailures.unwritable(e));
            return;
        }
        batch.flush(this);
    }

    @Override
    void received() {
        for (byte[] body = nextAck(); body != null; body = nextAck()) {
            if (current == null) {
                unasked.add(body);
            } else {
                answer(current, body);
            }
        }
        readOn();
    }

    /** The connection is free again before the caller hears of its answer, so that his next request finds it. */
    private void answer(PendingRequest request, byte[] body) {
        current = null;
        if (request.isEnded()) {
            end(CLOSED_HERE); // the caller gave up: not to be used again
        } else {
            keepOrClose();
        }
        request.acknowledge(body, scope.now());
    }

    private void keepOrClose() {
        if (!peer.giveBack(this)) {
            end(CLOSED_HERE);
        }
    }

    /** Bytes that nobody asked for stay where they are, except for the first. */
    private void readOn() {
        context().channel().config().setAutoRead(current != null || unasked.isEmpty());
    }

    private long expire(long now) {
        PendingRequest request = current;
        if (request == null) {
            return DeadlineTimer.NOTHING;
        }
        long left = request.deadline - now;
        if (left > 0) {
            return left;
        }
        if (request.overdue) {
            end(CLOSED_HERE);
            return DeadlineTimer.NOTHING;
        }
        request.overdue = true;
        request.deadline = now + LATE_ACK_NANOS;
        request.failOverdue();
        if (peer.isClosing()) {
            closeIfFree();
        }
        return failure() == null ? LATE_ACK_NANOS : DeadlineTimer.NOTHING;
    }

    private void closeIfFree() {
        if (current == null || current.overdue) {
            end(CLOSED_HERE);
        }
    }

    private DeadlineTimer ackTimer() {
        if (ackTimer == null) {
            ackTimer = new DeadlineTimer(scope.io(), loop(), Runnable::run, this::expire);
        }
        return ackTimer;
    }

    @Override
    void broke(String reason) {
        if (ackTimer != null) {
            ackTimer.cancel();
        }
        failCurrent(reason);
    }

    private void failCurrent(String reason) {
        PendingRequest request = current;
        current = null;
        if (request != null) {
            request.discard();
            request.failBroken(reason);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (current == null) {
            end(ClientFailures.unwritable(cause)); // nobody reads an idle connection: the next write finds it broken
        } else {
            super.exceptionCaught(context, cause);
        }
    }

    @Override
    void closed() {
        dropUnread();
        closed = true;
        peer.closed(this);
    }
}
