package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Discovery among the processes of one machine through a directory, in the layout of Dynamo 1.0.x's file store and together with
 * Dynamo's own processes (dynamo-manager.md 5.11). One file is one instance; its owner renews the file's time, and whoever uses the
 * directory deletes files that nobody renews.
 *
 * <p>All work is done by one thread of this object; a second one waits for events of the file system, from the first watch on. Both are
 * daemons and end with {@link #close}. A process that ends without it leaves its entries to expire.
 */
public final class FileDiscovery implements Discovery {

    private final Bucket bucket;
    private final FileTiming timing;
    private final DiscoveryContext context;
    private final Notices notices;
    private final StoreDescription description;
    private final Keeper keeper;
    private final InstanceHub hub = new InstanceHub();
    private final Set<HubWatch> watches = new LinkedHashSet<>(); // guarded by itself
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    // All below is used by the keeper only.
    private final OwnEntries own;
    private final Expiry expiry;
    private final DirectoryView view;
    private final List<HubWatch> beginning = new ArrayList<>();
    private final Troubles troubles;
    private @Nullable BucketWatch events;
    private boolean watched;
    private @Nullable IOException leftBehind;

    private FileDiscovery(Bucket bucket, FileTiming timing, DiscoveryContext context) {
        this.bucket = bucket;
        this.timing = timing;
        this.context = context;
        this.notices = context.notices();
        this.description = new StoreDescription(
                "file store " + bucket.root(),
                "check that a worker serves the endpoint and publishes in the same directory"
                        + " (for Dynamo: DYN_DISCOVERY_BACKEND=file DYN_FILE_KV=" + bucket.root() + ")");
        this.keeper = new Keeper(
                "seatrial-discovery",
                e -> notices.error("Discovery failed unexpectedly and goes on", "store", description, "cause", e),
                this::ended);
        this.troubles = new Troubles(notices, description);
        EntryReader reader = new EntryReader(bucket, new InstanceJson(context.modes()), context.clock(), timing);
        this.own = new OwnEntries(bucket, reader, context.clock(), notices);
        this.expiry = new Expiry(bucket, context.clock(), timing.timeToLive(), notices);
        this.view = new DirectoryView(bucket, reader, hub, notices);
    }

    /**
     * Opens the store with Dynamo's timing.
     *
     * @see #open(Path, FileTiming, DiscoveryContext)
     */
    public static FileDiscovery open(Path root, DiscoveryContext context) {
        return open(root, FileTiming.DYNAMO, context);
    }

    /**
     * Opens the store. The directory is created if it is missing. Reads and writes a little on the calling thread.
     *
     * @param root what Dynamo's {@code DYN_FILE_KV} names
     * @throws PlaneException.ConfigurationError if the directory cannot be used, saying why and what to do
     */
    public static FileDiscovery open(Path root, FileTiming timing, DiscoveryContext context) {
        FileDiscovery discovery = new FileDiscovery(Bucket.open(root, context.random()), timing, context);
        discovery.keeper.repeat(discovery::renew, timing.renewal());
        return discovery;
    }

    @Override
    public CompletionStage<Void> register(Instance instance) {
        return onKeeper("publish " + instance.id(), () -> {
            own.publish(instance);
            view.refresh(EntryName.of(instance.id()));
            return null;
        });
    }

    @Override
    public CompletionStage<Void> unregister(EndpointId id) {
        CompletableFuture<Void> withdrawn = onKeeper("withdraw " + id, () -> {
            own.withdraw(id);
            view.refresh(EntryName.of(id));
            return null;
        });
        return withdrawn.exceptionallyCompose(e -> e instanceof PlaneException.Closed
                ? closed.handle((done, failure) -> null) // close() withdraws it
                : CompletableFuture.failedFuture(e));
    }

    @Override
    public CompletionStage<List<Instance>> list(EndpointName name) {
        return onKeeper("list " + name, () -> {
            rescan();
            return hub.list(name);
        });
    }

    @Override
    public CompletionStage<List<Instance>> list() {
        return onKeeper("list all instances", () -> {
            rescan();
            return hub.list();
        });
    }

    @Override
    public Watch watch(EndpointName name, DiscoveryListener listener) {
        HubWatch watch = new HubWatch(name, listener, context.executor(), notices, this::forget);
        synchronized (watches) {
            watches.add(watch);
        }
        if (!keeper.accepts(() -> begin(watch))) {
            watch.close();
        }
        return watch;
    }

    private void begin(HubWatch watch) {
        if (closing.get()) {
            watch.close();
            return;
        }
        beginning.add(watch);
        if (!watched) {
            watched = true;
            keeper.repeat(this::lookAround, timing.rescan());
        }
        lookAround();
    }

    private void forget(HubWatch watch) {
        synchronized (watches) {
            watches.remove(watch);
        }
        hub.detach(watch);
    }

    @Override
    public StoreDescription description() {
        return description;
    }

    @Override
    public CompletionStage<Void> close() {
        if (closing.compareAndSet(false, true)) {
            List<HubWatch> open;
            synchronized (watches) {
                open = List.copyOf(watches);
            }
            open.forEach(HubWatch::close);
            keeper.accepts(() -> {
                try {
                    closeEvents();
                    leftBehind = own.withdrawAll();
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

    /** Keeps the own entries alive, deletes dead ones. */
    private void renew() {
        own.renew();
        troubles.attempt("delete expired entries", expiry::run);
    }

    /** Sees to it that events are told, and makes up for those that were not. */
    private void lookAround() {
        if (events != null && !events.isOf(bucket.directory())) {
            closeEvents();
        }
        if (events == null) {
            troubles.attempt(
                    "watch for changes (they are found by listing, every "
                            + timing.rescan().toMillis() + " ms)",
                    () -> {
                        bucket.restore();
                        events = BucketWatch.open(
                                bucket.directory(),
                                StoreThreads.named("seatrial-discovery-watch"),
                                key -> keeper.accepts(() -> take(key)));
                    });
        }
        troubles.attempt("list the entries", this::rescan);
    }

    private void rescan() throws IOException {
        view.rescan();
        beginning.forEach(hub::attach);
        beginning.clear();
    }

    private void take(WatchKey key) {
        if (closing.get()) {
            return; // the watch ends with close(), which is not the loss of the directory
        }
        BucketWatch.Changes changes = BucketWatch.changes(key);
        changes.names().forEach(view::refresh);
        if (changes.lost()) {
            notices.warn(
                    "The discovery directory was removed and is created again. Do not remove it while processes use it",
                    "directory",
                    bucket.directory());
            closeEvents();
            own.renew();
        }
        if (changes.overflow() || changes.lost()) {
            lookAround();
        }
    }

    private void closeEvents() {
        BucketWatch open = events;
        events = null;
        if (open != null) {
            troubles.attempt("end the watch for changes", open::close);
        }
    }

    private <T> CompletableFuture<T> onKeeper(String what, Answer<T> answer) {
        CompletableFuture<T> result = new CompletableFuture<>();
        boolean accepted = keeper.accepts(() -> {
            try {
                if (closing.get()) {
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
