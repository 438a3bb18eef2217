package io.seatrial.testkit.zoo;

import io.seatrial.discovery.Discovery;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.observed.Stages;
import io.seatrial.testkit.spi.PlaneManager;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamWorker;
import io.seatrial.testkit.zoo.forwarding.ForwardingManager;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** A manager whose parts are mutated. */
final class MutatedManager extends ForwardingManager {

    private final Mutation mutation;
    private final UnaryOperator<RequestPlaneServer> servers;

    MutatedManager(PlaneManager manager, Mutation mutation, UnaryOperator<RequestPlaneServer> servers) {
        super(manager);
        this.mutation = mutation;
        this.servers = servers;
    }

    @Override
    public CompletionStage<RequestPlaneServer> server() {
        return Stages.mapped(super.server(), servers);
    }

    @Override
    public RequestPlaneClient createClient() {
        return mutation.client(super.createClient());
    }

    @Override
    public StreamCaller openCaller() {
        return mutation.caller(super.openCaller());
    }

    @Override
    public PlaneRouter router(Discovery store, EndpointName name, RouterSetup setup) {
        return mutation.router(super.router(mutation.store(store), name, mutation.setup(setup)));
    }

    @Override
    public StreamWorker worker(StreamEngine engine) {
        return super.worker(mutation.engine(engine));
    }
}
