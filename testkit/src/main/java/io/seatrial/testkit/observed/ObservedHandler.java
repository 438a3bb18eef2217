package io.seatrial.testkit.observed;

import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.RequestHandler;
import io.seatrial.testkit.history.Fact;
import java.util.concurrent.CompletionStage;

/** Records what a handler is given and when it has ended it. */
record ObservedHandler(RequestHandler handler, String server, String endpoint, Recorder recorder)
        implements RequestHandler {

    @Override
    public CompletionStage<Void> handle(InboundRequest request) {
        long delivery = recorder.next();
        recorder.record(new Fact.Delivered(delivery, server, endpoint));
        try {
            return handler.handle(request).whenComplete((done, failure) -> recorder.record(new Fact.Handled(delivery)));
        } catch (RuntimeException | Error thrown) {
            recorder.record(new Fact.Handled(delivery));
            throw thrown;
        }
    }

    @Override
    public boolean mayBlock() {
        return handler.mayBlock();
    }
}
