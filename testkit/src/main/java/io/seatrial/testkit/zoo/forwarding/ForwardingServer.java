package io.seatrial.testkit.zoo.forwarding;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import java.util.concurrent.CompletionStage;

/** A server that does as another does. */
public class ForwardingServer implements RequestPlaneServer {

    private final RequestPlaneServer server;

    /** Creates one that does as another does. */
    protected ForwardingServer(RequestPlaneServer server) {
        this.server = server;
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        return server.register(id, handler, health);
    }

    @Override
    public CompletionStage<DrainReport> unregister(EndpointId id) {
        return server.unregister(id);
    }

    @Override
    public String address() {
        return server.address();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public InstanceAddress publishedAddress(EndpointId id) {
        return server.publishedAddress(id);
    }

    @Override
    public String transportName() {
        return server.transportName();
    }

    @Override
    public boolean isHealthy() {
        return server.isHealthy();
    }

    @Override
    public int inFlight() {
        return server.inFlight();
    }

    @Override
    public CompletionStage<DrainReport> close() {
        return server.close();
    }
}
