package io.seatrial.routing;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.InstanceSet;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Caller;
import io.seatrial.response.ResponseStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls an endpoint by name: follows its instances in discovery and takes them in turn. Safe for many threads. */
public final class EndpointClient implements AutoCloseable {

    private final Caller caller;
    private final InstanceSet instances;
    private final AtomicInteger turn = new AtomicInteger();

    /** Begins to follow an endpoint. The caller and the store belong to whoever made them. */
    public EndpointClient(Caller caller, Discovery discovery, EndpointName name, NetworkIo io) {
        this.caller = caller;
        this.instances = InstanceSet.follow(discovery, name, io.scheduler());
    }

    /**
     * Waits until an instance is there.
     *
     * @return fails with {@link PlaneException.NoInstances} at the bound
     */
    public CompletionStage<List<Instance>> awaitInstances(Duration bound) {
        return instances.await(bound);
    }

    /**
     * Calls the next instance in turn.
     *
     * @return fails with {@link PlaneException.NoInstances} if there is none now, else as {@link Caller#call(io.seatrial.plane.EndpointId, io.seatrial.plane.InstanceAddress, CallRequest)}
     */
    public CompletionStage<ResponseStream> call(CallRequest request) {
        List<Instance> now = instances.current();
        if (now.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new PlaneException.NoInstances("no instances found for endpoint " + instances.name()));
        }
        Instance chosen = now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
        return caller.call(chosen.id(), chosen.address(), request);
    }

    /** Ends the watch. Streams that have begun go on. */
    @Override
    public void close() {
        instances.close();
    }
}
