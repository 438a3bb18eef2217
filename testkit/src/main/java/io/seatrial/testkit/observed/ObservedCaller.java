package io.seatrial.testkit.observed;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Records the requests of a caller and what becomes of their streams. */
record ObservedCaller(StreamCaller caller, Recorder recorder) implements StreamCaller {

    @Override
    public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
        return ObservedCall.made(to.value(), recorder, () -> caller.call(to, requestId, json, headers));
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
        return Given.by("close()", caller.close());
    }
}
