package io.seatrial.transport.tcp;

import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.spi.Notices;
import io.seatrial.serving.ServedEndpoint;
import io.seatrial.serving.Work;
import io.seatrial.serving.WorkQueue;
import io.seatrial.wire.RequestFrame;
import java.util.concurrent.Executor;

/** A request that came in a frame, which the work owns. */
final class TcpWork extends Work {

    private final RequestFrame frame;

    TcpWork(ServedEndpoint endpoint, RequestFrame frame, Executor executor, WorkQueue queue, Notices notices) {
        super(endpoint, executor, queue, notices);
        this.frame = frame;
    }

    @Override
    protected InboundRequest open() {
        return new InboundRequest(frame.payload(), frame.headers());
    }

    @Override
    protected void release() {
        frame.release();
    }

    @Override
    protected String failureMessage() {
        return "TCP worker failed to handle request";
    }
}
