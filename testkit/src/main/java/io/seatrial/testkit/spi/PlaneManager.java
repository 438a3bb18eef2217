package io.seatrial.testkit.spi;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import java.util.concurrent.CompletionStage;

/** A manager of the plane under test. */
public interface PlaneManager {

    /** Returns the transport. */
    PlaneMode mode();

    /** Returns the server that the process shares, started on the first call. */
    CompletionStage<RequestPlaneServer> server();

    /** Makes a new client. It opens no connection. */
    RequestPlaneClient createClient();

    /** Opens the caller's side of response streams, over a new client. Needs {@link Capability#RESPONSE_CALLER}. */
    default StreamCaller openCaller() {
        throw new UnsupportedOperationException("needs the capability " + Capability.RESPONSE_CALLER);
    }

    /**
     * Makes a router over a new client, which follows an endpoint in a store. Needs {@link Capability#ROUTER}.
     *
     * @param store where it looks; belongs to the testkit
     */
    default PlaneRouter router(Discovery store, EndpointName name, RouterSetup setup) {
        throw new UnsupportedOperationException("needs the capability " + Capability.ROUTER);
    }

    /**
     * Returns a handler that runs each request through an engine and sends its items home. It is then registered at a server as any
     * handler is. Needs {@link Capability#RESPONSE_WORKER}.
     */
    default StreamWorker worker(StreamEngine engine) {
        throw new UnsupportedOperationException("needs the capability " + Capability.RESPONSE_WORKER);
    }
}
