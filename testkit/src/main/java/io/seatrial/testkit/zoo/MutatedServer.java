package io.seatrial.testkit.zoo;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.zoo.forwarding.ForwardingServer;
import java.util.concurrent.CompletionStage;

/** A server whose handlers are mutated. */
final class MutatedServer extends ForwardingServer {

    private final Mutation mutation;

    MutatedServer(RequestPlaneServer server, Mutation mutation) {
        super(server);
        this.mutation = mutation;
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        return super.register(id, mutation.handler(id, handler), health);
    }
}
