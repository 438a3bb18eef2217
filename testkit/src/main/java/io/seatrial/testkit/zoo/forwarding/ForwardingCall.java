package io.seatrial.testkit.zoo.forwarding;

import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A call that does as another does. */
public class ForwardingCall implements StreamCall {

    private final StreamCall call;

    /** Creates one that does as another does. */
    protected ForwardingCall(StreamCall call) {
        this.call = call;
    }

    @Override
    public CompletionStage<Flow.Publisher<StreamItem>> opened() {
        return call.opened();
    }

    @Override
    public void stop() {
        call.stop();
    }

    @Override
    public void kill() {
        call.kill();
    }
}
