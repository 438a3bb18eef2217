package io.seatrial.metrics;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestPlaneClient;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A client whose end its meters hear of. It adds nothing to a request but one call, and a look at its end where failures are told apart. */
final class MeteredClient implements RequestPlaneClient {

    private final RequestPlaneClient client;
    private final ClientMeters meters;

    MeteredClient(RequestPlaneClient client, ClientMeters meters) {
        this.client = client;
        this.meters = meters;
    }

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        CompletionStage<byte[]> sent = client.send(address, payload, headers);
        if (meters.tellsKinds()) {
            sent.whenComplete((acknowledgement, failure) -> {
                if (failure != null) {
                    meters.failed(failure);
                }
            });
        }
        return sent; // and no stage behind it: its caller may cancel it
    }

    @Override
    public String transportName() {
        return client.transportName();
    }

    @Override
    public boolean isHealthy() {
        return client.isHealthy();
    }

    @Override
    public ClientStats stats() {
        return client.stats();
    }

    @Override
    public CompletionStage<Void> close() {
        return client.close().whenComplete((done, failure) -> meters.ended(this));
    }
}
