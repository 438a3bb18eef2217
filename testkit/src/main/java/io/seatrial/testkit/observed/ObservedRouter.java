package io.seatrial.testkit.observed;

import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.StreamCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Records the requests of a router, to an endpoint and not to an address, and what becomes of their streams. */
record ObservedRouter(PlaneRouter router, String endpoint, Recorder recorder) implements PlaneRouter {

    @Override
    public CompletionStage<Void> awaitInstances(Duration bound) {
        return router.awaitInstances(bound);
    }

    @Override
    public StreamCall call(String requestId, String json) {
        return ObservedCall.made(endpoint, recorder, () -> router.call(requestId, json));
    }

    @Override
    public StreamCall call(long instanceId, String requestId, String json) {
        return ObservedCall.made(endpoint, recorder, () -> router.call(instanceId, requestId, json));
    }

    @Override
    public List<Long> announced() {
        return router.announced();
    }

    @Override
    public List<Long> available() {
        return router.available();
    }

    @Override
    public boolean reportDown(long instanceId) {
        return router.reportDown(instanceId);
    }

    @Override
    public void reportLoad(long instanceId, double load) {
        router.reportLoad(instanceId, load);
    }

    @Override
    public CompletionStage<Void> close() {
        return router.close();
    }
}
