package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.spi.Notices;
import io.seatrial.serving.ServedEndpoint;
import io.seatrial.serving.Work;
import io.seatrial.serving.WorkQueue;
import java.util.Map;
import java.util.concurrent.Executor;

/** A request that came whole. The work owns its body. */
final class HttpWork extends Work {

    private final Iterable<Map.Entry<CharSequence, CharSequence>> fields;
    private final ByteBuf body;

    HttpWork(
            ServedEndpoint endpoint,
            Iterable<Map.Entry<CharSequence, CharSequence>> fields,
            ByteBuf body,
            Executor executor,
            WorkQueue queue,
            Notices notices) {
        super(endpoint, executor, queue, notices);
        this.fields = fields;
        this.body = body;
    }

    @Override
    protected InboundRequest open() {
        return new InboundRequest(body, InboundHeaders.of(fields));
    }

    @Override
    protected void release() {
        body.release();
    }

    @Override
    protected String failureMessage() {
        return "Failed to handle request";
    }
}
