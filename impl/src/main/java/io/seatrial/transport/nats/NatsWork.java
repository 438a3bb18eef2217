package io.seatrial.transport.nats;

import io.nats.client.Message;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.spi.Notices;
import io.seatrial.serving.ServedEndpoint;
import io.seatrial.serving.Work;
import io.seatrial.serving.WorkQueue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;

/** A request that came as a message. It is acknowledged once it is accepted, and before its handler begins in any case. */
final class NatsWork extends Work {

    private final Message message;
    private final ByteBuf payload;
    private final Replies replies;
    private boolean acknowledged; // guarded by this

    NatsWork(
            ServedEndpoint endpoint,
            Message message,
            Replies replies,
            Executor executor,
            WorkQueue queue,
            Notices notices) {
        super(endpoint, executor, queue, notices);
        this.message = message;
        this.payload = Unpooled.wrappedBuffer(message.getData());
        this.replies = replies;
    }

    /**
     * Tells the caller that the request is accepted, if it wants to know and has not been told. Whoever returns from here knows that it
     * has been, whichever thread said it.
     */
    synchronized void acknowledge() {
        if (!acknowledged) {
            acknowledged = true;
            replies.acknowledge(message);
        }
    }

    @Override
    protected InboundRequest open() {
        acknowledge();
        return new InboundRequest(payload, headers());
    }

    private Map<String, String> headers() {
        if (!message.hasHeaders()) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        message.getHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        return headers;
    }

    @Override
    protected void release() {
        payload.release();
    }

    @Override
    protected String failureMessage() {
        return "NATS worker failed to handle request";
    }
}
