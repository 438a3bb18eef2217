package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Discovery among the processes of one machine through a directory, in the layout of Dynamo 1.0.x's file store and together with
 * Dynamo's own processes (dynamo-manager.md 5.11). One file is one instance; its owner renews the file's time, and whoever uses the
 * directory deletes files that nobody renews.
 *
 * <p>All work is done by one thread of this object; a second one waits for events of the file system, from the first watch on. Both are
 * daemons and end with {@link #close}. A process that ends without it leaves its entries to expire.
 */
public final class FileDiscovery extends KeptDiscovery {

    private final Bucket bucket;
    private final FileTiming timing;

    // All below is used by the keeper only.
    private final OwnEntries own;
    private final Expiry expiry;
    private final DirectoryView view;
    private final List<HubWatch> beginning = new ArrayList<>();
    private @Nullable BucketWatch events;
    private boolean watched;

    private FileDiscovery(Bucket bucket, FileTiming timing, DiscoveryContext context) {
        super(
                new StoreDescription(
                        "file store " + bucket.root(),
                        "check that a worker serves the endpoint and publishes in the same directory"
                                + " (for Dynamo: DYN_DISCOVERY_BACKEND=file DYN_FILE_KV=" + bucket.root() + ")"),
                context);
        this.bucket = bucket;
        this.timing = timing;
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
    void publish(Instance instance) throws IOException {
        own.publish(instance);
        view.refresh(EntryName.of(instance.id()));
    }

    @Override
    void withdraw(EndpointId id) throws IOException {
        own.withdraw(id);
        view.refresh(EntryName.of(id));
    }

    @Override
    InstanceHub look() throws IOException {
        rescan();
        return hub;
    }

    @Override
    void begin(HubWatch watch) {
        beginning.add(watch);
        if (!watched) {
            watched = true;
            keeper.repeat(this::lookAround, timing.rescan());
        }
        lookAround();
    }

    @Override
    @Nullable
    IOException finish() {
        closeEvents();
        return own.withdrawAll();
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
        if (isClosing()) {
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
}
