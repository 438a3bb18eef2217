package io.seatrial.runtime;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.DiscoveryListener;
import io.seatrial.discovery.Instance;
import io.seatrial.discovery.Watch;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A store that works, except when the test wants it to fail or to keep one waiting. */
final class UnreliableDiscovery implements Discovery {

    /** What happens before a registration, a withdrawal, a listing; completes when it may go on. */
    volatile CompletionStage<Void> beforeRegister = CompletableFuture.completedFuture(null);

    volatile CompletionStage<Void> beforeUnregister = CompletableFuture.completedFuture(null);
    volatile CompletionStage<Void> beforeList = CompletableFuture.completedFuture(null);

    /** How often something was to be registered. */
    final AtomicInteger registrations = new AtomicInteger();

    private final Discovery store;

    UnreliableDiscovery(Discovery store) {
        this.store = store;
    }

    static CompletionStage<Void> down() {
        return CompletableFuture.failedFuture(new IllegalStateException("the store is down"));
    }

    @Override
    public CompletionStage<Void> register(Instance instance) {
        registrations.incrementAndGet();
        return beforeRegister.thenCompose(ready -> store.register(instance));
    }

    @Override
    public CompletionStage<Void> unregister(EndpointId id) {
        return beforeUnregister.thenCompose(ready -> store.unregister(id));
    }

    @Override
    public CompletionStage<List<Instance>> list(EndpointName name) {
        return beforeList.thenCompose(ready -> store.list(name));
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
