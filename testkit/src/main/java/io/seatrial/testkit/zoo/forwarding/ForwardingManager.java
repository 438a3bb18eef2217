package io.seatrial.testkit.zoo.forwarding;

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

/** A manager that does as another does. */
public class ForwardingManager implements PlaneManager {

    private final PlaneManager manager;

    /** Creates one that does as another does. */
    protected ForwardingManager(PlaneManager manager) {
        this.manager = manager;
    }

    @Override
    public PlaneMode mode() {
        return manager.mode();
    }

    @Override
    public CompletionStage<RequestPlaneServer> server() {
        return manager.server();
    }

    @Override
    public RequestPlaneClient createClient() {
        return manager.createClient();
    }

    @Override
    public StreamCaller openCaller() {
        return manager.openCaller();
    }

    @Override
    public PlaneRouter router(Discovery store, EndpointName name, RouterSetup setup) {
        return manager.router(store, name, setup);
    }

    @Override
    public StreamWorker worker(StreamEngine engine) {
        return manager.worker(engine);
    }
}
