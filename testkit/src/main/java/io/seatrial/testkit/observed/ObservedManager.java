package io.seatrial.testkit.observed;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamWorker;
import java.util.concurrent.CompletionStage;

/** A manager whose servers, clients and callers are recorded. */
record ObservedManager(PlaneManager manager, ObservedServers servers, ObservedClients clients, Recorder recorder)
        implements PlaneManager {

    @Override
    public PlaneMode mode() {
        return manager.mode();
    }

    @Override
    public CompletionStage<RequestPlaneServer> server() {
        return Stages.mapped(Given.by("server()", manager.server()), servers::observed);
    }

    @Override
    public RequestPlaneClient createClient() {
        return clients.observed(Given.by("createClient()", manager.createClient()));
    }

    @Override
    public StreamCaller openCaller() {
        return new ObservedCaller(Given.by("openCaller()", manager.openCaller()), recorder);
    }

    @Override
    public PlaneRouter router(Discovery store, EndpointName name, RouterSetup setup) {
        return new ObservedRouter(manager.router(store, name, setup), name.path(), recorder);
    }

    @Override
    public StreamWorker worker(StreamEngine engine) {
        ObservedEngine observed = new ObservedEngine(engine, recorder);
        return servers.remember(Given.by("worker()", manager.worker(observed)), observed);
    }
}
