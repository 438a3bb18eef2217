package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What the stores outside this process have in common: one thread of their own does all the work, as it blocks, and what the store
 * reports is handed to a hub, which tells the watches.
 */
abstract class KeptDiscovery implements Discovery {

    final Notices notices;
    final InstanceHub hub = new InstanceHub();
    final Keeper keeper;
    final Troubles troubles;
    private final DiscoveryContext context;
    private final StoreDescription description;
    private final Set<HubWatch> watches = new LinkedHashSet<>(); // guarded by itself
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private @Nullable IOException leftBehind; // by the keeper only

    KeptDiscovery(StoreDescription description, DiscoveryContext context) {
        this.context = context;
        this.notices = context.notices();
        this.description = description;
        this.keeper = new Keeper(
                "seatrial-discovery",
                e -> notices.error("Discovery failed unexpectedly and goes on", "store", description, "cause", e),
                this::ended);
        this.troubles = new Troubles(notices, description);
    }

    /** Publishes an instance, and from then on keeps it published. On the keeper, as all below. */
    abstract void publish(Instance instance) throws IOException;

    /** Withdraws what this participant published, unless somebody has published another address in its place. */
    abstract void withdraw(EndpointId id) throws IOException;

    /** Returns a hub that has seen what the store holds now. */
    abstract InstanceHub look() throws IOException;

    /** Attaches a watch to the hub once that has seen what the store holds now; trouble delays it. */
    abstract void begin(HubWatch watch);

    /** Ends what tells of changes, and withdraws everything. Returns the first failure. */
    abstract @Nullable IOException finish();

    @Override
    public final CompletionStage<Void> register(Instance instance) {
        return onKeeper("publish " + instance.id(), () -> {
            publish(instance);
            return null;
        });
    }

    @Override
    public final CompletionStage<Void> unregister(EndpointId id) {
        CompletableFuture<Void> withdrawn = onKeeper("withdraw " + id, () -> {
            withdraw(id);
            return null;
        });
        return withdrawn.exceptionallyCompose(e -> e instanceof PlaneException.Closed
                ? closed.handle((done, failure) -> null) // close() withdraws it
                : CompletableFuture.failedFuture(e));
    }

    @Override
    public final CompletionStage<List<Instance>> list(EndpointName name) {
        return onKeeper("list " + name, () -> look().list(name));
    }

    @Override
    public final CompletionStage<List<Instance>> list() {
        return onKeeper("list all instances", () -> look().list());
    }

    @Override
    public final Watch watch(EndpointName name, DiscoveryListener listener) {
        HubWatch watch = new HubWatch(name, listener, context.executor(), notices, this::forget);
        synchronized (watches) {
            watches.add(watch);
        }
        boolean accepted = keeper.accepts(() -> {
            if (isClosing()) {
                watch.close();
            } else {
                begin(watch);
            }
        });
        if (!accepted) {
            watch.close();
        }
        return watch;
    }

    private void forget(HubWatch watch) {
        synchronized (watches) {
            watches.remove(watch);
        }
        hub.detach(watch);
    }

    @Override
    public final StoreDescription description() {
        return description;
    }

    final boolean isClosing() {
        return closing.get();
    }

    @Override
    public final CompletionStage<Void> close() {
        if (closing.compareAndSet(false, true)) {
            List<HubWatch> open;
            synchronized (watches) {
                open = List.copyOf(watches);
            }
            open.forEach(HubWatch::close);
            keeper.accepts(() -> {
                try {
                    leftBehind = finish();
                } finally {
                    keeper.end();
                }
            });
        }
        return closed;
    }

    private void ended() {
        if (leftBehind == null) {
            closed.complete(null);
        } else {
            closed.completeExceptionally(new PlaneException.DiscoveryFailed(
                    "Could not withdraw every entry from " + description + "; they expire by themselves: "
                            + Bucket.reason(leftBehind),
                    leftBehind));
        }
    }

    private <T> CompletableFuture<T> onKeeper(String what, Answer<T> answer) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean accepted = keeper.accepts(() -> {
            try {
                if (isClosing()) {
                    throw closedError();
                }
                result.complete(answer.get());
            } catch (IOException e) {
                result.completeExceptionally(new PlaneException.DiscoveryFailed(
                        "Could not " + what + " in " + description + ": " + Bucket.reason(e), e));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        if (!accepted) {
            result.completeExceptionally(closedError());
        }
        return result;
    }

    private PlaneException closedError() {
        return new PlaneException.Closed("The " + description + " is closed in this process");
    }

    @FunctionalInterface
    private interface Answer<T> {
        @Nullable
        T get() throws IOException;
    }
}
