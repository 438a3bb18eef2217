package io.seatrial.testkit.reference;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Caller;
import io.seatrial.response.ResponseServer;
import io.seatrial.response.StreamContext;
import io.seatrial.routing.Migration;
import io.seatrial.routing.PushRouter;
import io.seatrial.routing.RoutingMode;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCall;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The reference's router, in the words of the testkit, with a client and a response server of its own. */
final class ReferenceRouter implements PlaneRouter {

    private final PlaneContext plane;
    private final ResponseServer responses;
    private final RequestPlaneClient client;
    private final PushRouter router;

    ReferenceRouter(
            PlaneContext plane, RequestPlaneClient client, Discovery store, EndpointName name, RouterSetup setup) {
        this.plane = plane;
        this.client = client;
        this.responses = new ResponseServer(plane);
        PushRouter.Builder builder = PushRouter.builder(new Caller(plane, responses, client), store, name)
                .mode(RoutingMode.valueOf(setup.choice().name()))
                .migration(Migration.upTo(setup.migrationLimit()));
        if (!setup.faultDetection()) {
            builder.withoutFaultDetection();
        }
        setup.busyThreshold().ifPresent(builder::busyThreshold);
        this.router = builder.build();
    }

    @Override
    public CompletionStage<Void> awaitInstances(Duration bound) {
        return router.awaitInstances(bound).thenAccept(found -> {});
    }

    @Override
    public StreamCall call(String requestId, String json) {
        StreamContext context = context(requestId);
        return ReferenceStreams.call(context, router.call(request(context, json)));
    }

    @Override
    public StreamCall call(long instanceId, String requestId, String json) {
        StreamContext context = context(requestId);
        return ReferenceStreams.call(context, router.call(instanceId, request(context, json)));
    }

    private StreamContext context(String requestId) {
        return StreamContext.of(requestId, Map.of(), plane.profile());
    }

    private static CallRequest request(StreamContext context, String json) {
        return new CallRequest(context, json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<Long> announced() {
        return ids(router.source());
    }

    @Override
    public List<Long> available() {
        return ids(router.available());
    }

    private static List<Long> ids(List<Instance> instances) {
        return instances.stream().map(instance -> instance.id().instanceId()).toList();
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
        router.close();
        return client.close().thenCombine(responses.close(), (one, other) -> null);
    }
}
