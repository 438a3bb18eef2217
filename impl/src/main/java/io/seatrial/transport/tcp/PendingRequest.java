package io.seatrial.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.PlaneException;
import io.seatrial.wire.RequestHead;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request from its hand-over to its end, and the future that its caller holds. It ends once: with the acknowledgement, with an error,
 * or because the caller completes or cancels the future. Dependents run on the thread that ends it, normally the connection's event
 * loop, so they must not block.
 *
 * <p>Plain fields belong to whoever holds the request: the queue that it waits in, then its connection.
 */
final class PendingRequest extends CompletableFuture<byte[]> {

    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(PendingRequest.class, "ended", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

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
    private final int payloadBytes;
    private final long sentAt;
    private @Nullable ByteBuf payload;
    private volatile boolean ended;

    private PendingRequest(
            ClientScope scope,
            Peer peer,
            @Nullable RequestHead head,
            @Nullable PlaneException unsendable,
            ByteBuf payload) {
        this.scope = scope;
        this.peer = peer;
        this.head = head;
        this.unsendable = unsendable;
        this.payload = payload;
        this.payloadBytes = payload.readableBytes();
        this.sentAt = scope.now();
        this.deadline = sentAt + scope.limits().requestNanos();
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

    /** Returns whether nobody waits for it any more. */
    boolean isEnded() {
        return ended;
    }

    int payloadBytes() {
        return payloadBytes;
    }

    /** Returns the payload, whose reference passes to the caller; {@code null} if it was taken before. */
    @Nullable
    ByteBuf takePayload() {
        ByteBuf taken = payload;
        payload = null;
        return taken;
    }

    /** Gives back the memory of a request that will not be written. */
    void discard() {
        ByteBuf unwritten = takePayload();
        if (unwritten != null) {
            unwritten.release();
        }
    }

    /** Ends the request with its acknowledgement, if it has not ended before. */
    void acknowledge(byte[] body, long now) {
        scope.ledger().received(body.length);
        PlaneException refusal = body.length > 0 && scope.behaviour().readsRefusals() ? AckRefusals.of(body) : null;
        if (refusal != null) {
            fail(refusal);
        } else if (end()) {
            scope.ledger().answered(now - sentAt);
            super.complete(body);
        }
    }

    /** Ends the request with an error that it met on a connection. */
    void fail(PlaneException failure) {
        if (end()) {
            scope.ledger().failed();
            super.completeExceptionally(failure);
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

    /** Ends the request, which never had a connection, and gives back its memory. */
    void failUnsent(PlaneException failure) {
        discard();
        if (end()) {
            scope.ledger().failedUnseen();
            super.completeExceptionally(failure);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return giveUp() ? super.cancel(mayInterruptIfRunning) : isCancelled();
    }

    @Override
    public boolean complete(byte[] value) {
        return giveUp() && super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return giveUp() && super.completeExceptionally(failure);
    }

    private boolean giveUp() {
        if (!end()) {
            return false;
        }
        scope.ledger().failedUnseen();
        peer.abandoned(this);
        return true;
    }

    private boolean end() {
        return !ended && ENDED.compareAndSet(this, false, true);
    }
}
