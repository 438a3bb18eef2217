package io.seatrial.testkit.zoo.forwarding;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryListener;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.Watch;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A participant of a store that does as another does. */
public class ForwardingDiscovery implements Discovery {

    private final Discovery store;

    /** Creates one that does as another does. */
    protected ForwardingDiscovery(Discovery store) {
        this.store = store;
    }

    @Override
    public CompletionStage<Void> register(Instance instance) {
        return store.register(instance);
    }

    @Override
    public CompletionStage<Void> unregister(EndpointId id) {
        return store.unregister(id);
    }

    @Override
    public CompletionStage<List<Instance>> list(EndpointName name) {
        return store.list(name);
    }

    @Override
    public CompletionStage<List<Instance>> list() {
        return store.list();
    }

    @Override
    public Watch watch(EndpointName name, DiscoveryListener listener) {
        return store.watch(name, listener);
    }

    @Override
    public StoreDescription description() {
        return store.description();
    }

    @Override
    public CompletionStage<Void> close() {
        return store.close();
    }
}
