package io.seatrial.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.PlaneException;
import io.seatrial.sending.PendingSend;
import io.seatrial.wire.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * One request to a peer, as its head and payload. Plain fields belong to whoever holds the request: the queue that it waits in, then its
 * connection.
 */
final class PendingRequest extends PendingSend {

    /** The next in an {@link Outbox}. */
    @Nullable
    PendingRequest next;

    /** The time by which it must have ended, set anew where a bound begins. */
    long deadline;

    /** Whether it was written and its acknowledgement is overdue; that one is swallowed if it comes. */
    boolean overdue;

    /** Whether it waits for a connection. */
    boolean inLine;

    private final ClientScope scope;
    private final Peer peer;
    private final @Nullable RequestHead head;
    private final @Nullable PlaneException unsendable;

    private PendingRequest(
            ClientScope scope,
            Peer peer,
            @Nullable RequestHead head,
            @Nullable PlaneException unsendable,
            ByteBuf payload) {
        super(scope.ledger(), payload, scope.now());
        this.scope = scope;
        this.peer = peer;
        this.head = head;
        this.unsendable = unsendable;
        this.deadline = sentAt() + scope.limits().requestNanos();
    }

    /** Creates a request; it owns the payload from now on. */
    static PendingRequest of(ClientScope scope, Peer peer, RequestHead head, ByteBuf payload) {
        return new PendingRequest(scope, peer, head, null, payload);
    }

    /** Creates a request that takes a connection and then fails, as the model's do that cannot be encoded. */
    static PendingRequest unsendable(ClientScope scope, Peer peer, PlaneException why, ByteBuf payload) {
        return new PendingRequest(scope, peer, null, why, payload);
    }

    Peer peer() {
        return peer;
    }

    /** Returns path and headers; there are none if {@link #unsendable()} says why. */
    RequestHead head() {
        if (head == null) {
            throw new IllegalStateException("Not to be sent", unsendable);
        }
        return head;
    }

    /** Returns why the request cannot be sent, or {@code null} if it can. */
    @Nullable
    PlaneException unsendable() {
        return unsendable;
    }

    /** Ends the request with its acknowledgement, if it has not ended before. */
    void acknowledge(byte[] body, long now) {
        scope.ledger().received(body.length);
        PlaneException refusal = body.length > 0 && scope.behaviour().readsRefusals() ? AckRefusals.of(body) : null;
        if (refusal != null) {
            fail(refusal);
        } else {
            answer(body, now);
        }
    }

    /** Ends the request because its time is over. */
    void failOverdue() {
        fail(scope.failures().timedOut(peer.text()));
    }

    /** Ends the request because its connection failed. */
    void failBroken(String cause) {
        fail(scope.failures().broken(peer.text(), cause));
    }

    @Override
    protected void abandoned() {
        peer.abandoned(this);
    }
}
