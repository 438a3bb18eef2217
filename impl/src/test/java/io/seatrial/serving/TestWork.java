package io.seatrial.serving;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.spi.Notices;
import java.util.Map;
import java.util.concurrent.Executor;

/** A request that is nothing but its payload. */
final class TestWork extends Work {

    private final ByteBuf payload;

    TestWork(ServedEndpoint endpoint, ByteBuf payload, Executor executor, WorkQueue queue, Notices notices) {
        super(endpoint, executor, queue, notices);
        this.payload = payload;
    }

    @Override
    protected InboundRequest open() {
        return new InboundRequest(payload, Map.of());
    }

    @Override
    protected void release() {
        payload.release();
    }

    @Override
    protected String failureMessage() {
        return "Worker failed to handle request";
    }
}
