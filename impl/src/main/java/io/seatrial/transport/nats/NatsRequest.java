package io.seatrial.transport.nats;

import io.nats.client.Connection;
import io.nats.client.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.seatrial.sending.ClientLedger;
import io.seatrial.sending.PendingSend;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request to a subject. It holds a copy of its payload, as the library takes arrays; the payload itself is released at once. */
final class NatsRequest extends PendingSend {

    /** Not sent on a connection that can be lost: it waits for one. */
    private static final long WAITING = Long.MAX_VALUE;

    private final String subject;
    private final @Nullable WireHeaders headers;
    private final byte[] body;
    private final Consumer<NatsRequest> onAbandoned;
    private volatile @Nullable Connection connection;
    private volatile long generation = WAITING;
    private volatile @Nullable CompletableFuture<Message> reply;

    /**
     * Creates a request.
     *
     * @param onAbandoned hears, once, that its caller gave it up
     */
    NatsRequest(
            String subject,
            @Nullable WireHeaders headers,
            ByteBuf payload,
            ClientLedger ledger,
            long now,
            Consumer<NatsRequest> onAbandoned) {
        super(ledger, payload, now);
        this.subject = subject;
        this.headers = headers;
        this.body = ByteBufUtil.getBytes(payload);
        this.onAbandoned = onAbandoned;
        discard();
    }

    String subject() {
        return subject;
    }

    @Nullable
    WireHeaders headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    /** Returns what the server counts: headers and payload. */
    long bytes() {
        return (headers == null ? 0L : headers.serializedLength()) + body.length;
    }

    /** Remembers on which connection it is sent, before it is. */
    void sentOn(Connection used) {
        boolean now = used.getStatus() == Connection.Status.CONNECTED;
        generation = now ? used.getStatistics().getReconnects() : WAITING;
        connection = used;
    }

    /** Returns whether its reply is lost with that generation of the connection. */
    boolean isLostWith(Connection lost, long lostGeneration) {
        return lost.equals(connection) && generation <= lostGeneration;
    }

    /** Remembers what stands for its reply in the library. */
    void awaits(CompletableFuture<Message> future) {
        reply = future;
        if (isEnded()) {
            forgetReply();
        }
    }

    /** Tells the library that nobody waits any more. */
    void forgetReply() {
        CompletableFuture<Message> awaited = reply;
        if (awaited != null) {
            awaited.cancel(true);
        }
    }

    @Override
    protected void abandoned() {
        forgetReply();
        onAbandoned.accept(this);
    }
}
