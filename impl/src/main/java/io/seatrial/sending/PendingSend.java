package io.seatrial.sending;

import io.netty.buffer.ByteBuf;
import io.netty.util.IllegalReferenceCountException;
import io.seatrial.plane.PlaneException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request from its hand-over to its end, and the future that its caller holds. It ends once: with the acknowledgement, with an error,
 * or because the caller completes or cancels the future. Dependents run on the thread that ends it, normally the connection's event
 * loop, so they must not block.
 *
 * <p>The payload belongs to whoever holds the request: the queue that it waits in, then its connection.
 */
public abstract class PendingSend extends CompletableFuture<byte[]> {

    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(PendingSend.class, "ended", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final ClientLedger ledger;
    private final int payloadBytes;
    private final long sentAt;
    private @Nullable ByteBuf payload;
    private volatile boolean ended;

    /**
     * Creates a request; it owns the payload from now on.
     *
     * @param ledger has counted it as sent, and will count its end
     * @param now the time, in nanoseconds
     */
    protected PendingSend(ClientLedger ledger, ByteBuf payload, long now) {
        this.ledger = ledger;
        this.payload = payload;
        this.payloadBytes = payload.readableBytes();
        this.sentAt = now;
    }

    /** Hears, once, that its caller gave it up, so that nothing need be held for it any more. From any thread. */
    protected abstract void abandoned();

    /** Returns the time at which it was handed over, in nanoseconds. */
    public final long sentAt() {
        return sentAt;
    }

    /** Returns whether nobody waits for it any more. */
    public final boolean isEnded() {
        return ended;
    }

    /** Returns the number of bytes of the payload that it was made with. */
    public final int payloadBytes() {
        return payloadBytes;
    }

    /** Returns the payload, whose reference passes to the caller; {@code null} if it was taken before. */
    public final @Nullable ByteBuf takePayload() {
        ByteBuf taken = payload;
        payload = null;
        return taken;
    }

    /**
     * Returns the payload under a reference of its own, for a request that may have to be sent again.
     *
     * @throws IllegalReferenceCountException if it was taken or given back before
     */
    public final ByteBuf sharePayload() {
        ByteBuf shared = payload;
        if (shared == null) {
            throw new IllegalReferenceCountException("The payload was given back");
        }
        return shared.retainedDuplicate();
    }

    /** Gives back the memory of a request that will not be written, or not again. */
    public final void discard() {
        ByteBuf unwritten = takePayload();
        if (unwritten != null) {
            unwritten.release();
        }
    }

    /** Ends the request with its acknowledgement, if it has not ended before. */
    public final void answer(byte[] body, long now) {
        if (end()) {
            ledger.answered(now - sentAt);
            super.complete(body);
        }
    }

    /** Ends the request with an error that it met on a connection. */
    public final void fail(PlaneException failure) {
        if (end()) {
            ledger.failed();
            super.completeExceptionally(failure);
        }
    }

    /** Ends the request, which never had a connection, and gives back its memory. */
    public final void failUnsent(PlaneException failure) {
        discard();
        if (end()) {
            ledger.failedUnseen();
            super.completeExceptionally(failure);
        }
    }

    @Override
    public final boolean cancel(boolean mayInterruptIfRunning) {
        return giveUp() ? super.cancel(mayInterruptIfRunning) : isCancelled();
    }

    @Override
    public final boolean complete(byte[] value) {
        return giveUp() && super.complete(value);
    }

    @Override
    public final boolean completeExceptionally(Throwable failure) {
        return giveUp() && super.completeExceptionally(failure);
    }

    private boolean giveUp() {
        if (!end()) {
            return false;
        }
        ledger.failedUnseen();
        abandoned();
        return true;
    }

    private boolean end() {
        return !ended && ENDED.compareAndSet(this, false, true);
    }
}
