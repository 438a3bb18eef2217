package io.seatrial.manager;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import java.util.concurrent.CompletionStage;

/** A server as far as a scope knows one: it serves nothing. */
abstract class UnservingServer implements RequestPlaneServer {

    @Override
    public final CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        throw new UnsupportedOperationException("A scope registers nothing");
    }

    @Override
    public final CompletionStage<DrainReport> unregister(EndpointId id) {
        throw new UnsupportedOperationException("A scope unregisters nothing");
    }

    @Override
    public final InstanceAddress publishedAddress(EndpointId id) {
        throw new UnsupportedOperationException("A scope publishes nothing");
    }

    @Override
    public final String address() {
        return "127.0.0.1:" + port();
    }

    @Override
    public final int inFlight() {
        return 0;
    }
}
