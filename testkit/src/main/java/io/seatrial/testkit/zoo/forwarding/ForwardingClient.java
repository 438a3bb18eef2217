package io.seatrial.testkit.zoo.forwarding;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestPlaneClient;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A client that does as another does. */
public class ForwardingClient implements RequestPlaneClient {

    private final RequestPlaneClient client;

    /** Creates one that does as another does. */
    protected ForwardingClient(RequestPlaneClient client) {
        this.client = client;
    }

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        return client.send(address, payload, headers);
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
        return client.close();
    }
}
