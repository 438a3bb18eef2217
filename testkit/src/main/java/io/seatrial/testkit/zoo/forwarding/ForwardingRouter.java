package io.seatrial.testkit.zoo.forwarding;

import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.StreamCall;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A router that does as another does. */
public class ForwardingRouter implements PlaneRouter {

    private final PlaneRouter router;

    /** Creates one that does as another does. */
    protected ForwardingRouter(PlaneRouter router) {
        this.router = router;
    }

    @Override
    public CompletionStage<Void> awaitInstances(Duration bound) {
        return router.awaitInstances(bound);
    }

    @Override
    public StreamCall call(String requestId, String json) {
        return router.call(requestId, json);
    }

    @Override
    public StreamCall call(long instanceId, String requestId, String json) {
        return router.call(instanceId, requestId, json);
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
