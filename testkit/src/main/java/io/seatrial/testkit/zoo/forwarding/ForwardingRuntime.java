package io.seatrial.testkit.zoo.forwarding;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointName;
import io.seatrial.testkit.spi.EndpointSetup;
import io.seatrial.testkit.spi.PlaneEndpoint;
import io.seatrial.testkit.spi.PlaneRuntime;
import io.seatrial.testkit.spi.StreamEngine;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** A worker that does as another does. */
public class ForwardingRuntime implements PlaneRuntime {

    private final PlaneRuntime runtime;

    /** Creates one that does as another does. */
    protected ForwardingRuntime(PlaneRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public long instanceId() {
        return runtime.instanceId();
    }

    @Override
    public CompletionStage<PlaneEndpoint> serve(EndpointName name, StreamEngine engine, EndpointSetup setup) {
        return runtime.serve(name, engine, setup);
    }

    @Override
    public CompletionStage<DrainReport> shutdown() {
        return runtime.shutdown();
    }

    @Override
    public boolean isReady() {
        return runtime.isReady();
    }

    @Override
    public Map<String, Boolean> endpointHealth() {
        return runtime.endpointHealth();
    }

    @Override
    public CompletionStage<OptionalInt> systemPort() {
        return runtime.systemPort();
    }

    @Override
    public Map<String, Double> metrics() {
        return runtime.metrics();
    }
}
