package io.seatrial.testkit.cases;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryListener;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.Watch;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A store in which nothing can be published: as one whose server is gone. All else is another's. */
record FailingStore(Discovery other) implements Discovery {

    @Override
    public CompletionStage<Void> register(Instance instance) {
        return CompletableFuture.failedFuture(
                new PlaneException.DiscoveryFailed("the store of this case is full", null));
    }

    @Override
    public CompletionStage<Void> unregister(EndpointId id) {
        return other.unregister(id);
    }

    @Override
    public CompletionStage<List<Instance>> list(EndpointName name) {
        return other.list(name);
    }

    @Override
    public CompletionStage<List<Instance>> list() {
        return other.list();
    }

    @Override
    public Watch watch(EndpointName name, DiscoveryListener listener) {
        return other.watch(name, listener);
    }

    @Override
    public StoreDescription description() {
        return other.description();
    }

    @Override
    public CompletionStage<Void> close() {
        return other.close();
    }
}
