package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Notices;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Discovery among the runtimes of one JVM that are handed the same object, or one {@linkplain #join joined} to it. It has no threads
 * and reads no clock: in a simulation its order is that of the calls.
 */
public final class MemoryDiscovery implements Discovery {

    private static final StoreDescription DESCRIPTION = new StoreDescription(
            "memory of this process",
            "check that a worker in this same process serves the endpoint; processes find each other with file discovery");

    private final InstanceHub hub;
    private final Executor executor;
    private final Notices notices;
    private final Map<EndpointId, Instance> published = new LinkedHashMap<>(); // guarded by itself
    private final Set<HubWatch> watches = new LinkedHashSet<>(); // guarded by published
    private boolean closed; // guarded by published

    private MemoryDiscovery(InstanceHub hub, Executor executor, Notices notices) {
        this.hub = hub;
        this.executor = executor;
        this.notices = notices;
    }

    /**
     * Creates an empty memory with its first participant.
     *
     * @param executor calls the listeners
     * @param notices where failures of listeners are reported
     */
    public static MemoryDiscovery create(Executor executor, Notices notices) {
        return new MemoryDiscovery(new InstanceHub(), executor, notices);
    }

    /** Returns a further participant of the same memory, which withdraws only its own entries when it is closed. */
    public MemoryDiscovery join() {
        return new MemoryDiscovery(hub, executor, notices);
    }

    @Override
    public CompletionStage<Void> register(Instance instance) {
        synchronized (published) {
            if (closed) {
                return CompletableFuture.failedFuture(closedError());
            }
            published.put(instance.id(), instance);
        }
        hub.put(instance);
        if (isClosed()) { // meanwhile: close() may have missed it
            hub.removeIfStill(instance);
            return CompletableFuture.failedFuture(closedError());
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> unregister(EndpointId id) {
        Instance mine;
        synchronized (published) {
            mine = published.remove(id);
        }
        if (mine != null) {
            hub.removeIfStill(mine);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<List<Instance>> list(EndpointName name) {
        return unlessClosed(() -> hub.list(name));
    }

    @Override
    public CompletionStage<List<Instance>> list() {
        return unlessClosed(hub::list);
    }

    @Override
    public Watch watch(EndpointName name, DiscoveryListener listener) {
        HubWatch watch = new HubWatch(name, listener, executor, notices, this::forget);
        synchronized (published) {
            watches.add(watch);
        }
        if (isClosed()) {
            watch.close();
        } else {
            hub.attach(watch);
        }
        return watch;
    }

    private void forget(HubWatch watch) {
        synchronized (published) {
            watches.remove(watch);
        }
        hub.detach(watch);
    }

    @Override
    public StoreDescription description() {
        return DESCRIPTION;
    }

    @Override
    public CompletionStage<Void> close() {
        List<HubWatch> open;
        List<Instance> mine;
        synchronized (published) {
            closed = true;
            open = List.copyOf(watches);
            mine = List.copyOf(published.values());
            published.clear();
        }
        open.forEach(HubWatch::close);
        mine.forEach(hub::removeIfStill);
        return CompletableFuture.completedFuture(null);
    }

    private <T> CompletionStage<T> unlessClosed(Supplier<T> answer) {
        return isClosed()
                ? CompletableFuture.failedFuture(closedError())
                : CompletableFuture.completedFuture(answer.get());
    }

    private boolean isClosed() {
        synchronized (published) {
            return closed;
        }
    }

    private static PlaneException closedError() {
        return new PlaneException.Closed("The memory discovery is closed");
    }
}
