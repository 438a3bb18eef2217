package io.seatrial.testkit.zoo.forwarding;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A caller that does as another does. */
public class ForwardingCaller implements StreamCaller {

    private final StreamCaller caller;

    /** Creates one that does as another does. */
    protected ForwardingCaller(StreamCaller caller) {
        this.caller = caller;
    }

    @Override
    public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
        return caller.call(to, requestId, json, headers);
    }

    @Override
    public int pending() {
        return caller.pending();
    }

    @Override
    public int connections() {
        return caller.connections();
    }

    @Override
    public CompletionStage<Void> close() {
        return caller.close();
    }
}
