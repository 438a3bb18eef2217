package io.seatrial.testkit.zoo;

import io.seatrial.plane.EndpointName;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.zoo.forwarding.ForwardingRuntime;
import java.util.concurrent.CompletionStage;

/** A worker whose engines are mutated. */
final class MutatedRuntime extends ForwardingRuntime {

    private final Mutation mutation;

    MutatedRuntime(PlaneRuntime runtime, Mutation mutation) {
        super(runtime);
        this.mutation = mutation;
    }

    @Override
    public CompletionStage<PlaneEndpoint> serve(EndpointName name, StreamEngine engine, EndpointSetup setup) {
        return super.serve(name, mutation.engine(engine), setup);
    }
}
