package io.seatrial.discovery;

import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.api.KeyValueEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One run of the watch of a bucket: first a listing of all that is there, then the changes. It is replaced by another when a listing is
 * wanted again. Used by one thread, to which the connection's thread hands over what arrives.
 */
final class KeyValueWatch {

    /** What waits for this listing to be complete. */
    final List<HubWatch> beginning = new ArrayList<>();

    private final KeyValueBucket bucket;
    private final Dispatcher dispatcher;
    private final Instant began;
    private final Set<String> found = new TreeSet<>();
    private boolean complete;

    private KeyValueWatch(KeyValueBucket bucket, Instant began) {
        this.bucket = bucket;
        this.dispatcher = bucket.connection().createDispatcher();
        this.began = began;
    }

    /**
     * Starts to watch.
     *
     * @param arrived is called for each entry, on a thread of the connection
     */
    static KeyValueWatch start(KeyValueBucket bucket, Instant now, List<HubWatch> beginning, Consumer<Arrival> arrived)
            throws IOException {
        KeyValueWatch watch;
        try {
            watch = new KeyValueWatch(bucket, now);
        } catch (IllegalStateException e) {
            throw new IOException("the connection is closed", e);
        }
        try {
            long first = bucket.watch(watch.dispatcher, message -> arrived.accept(new Arrival(watch, message)));
            watch.complete = first == 0;
        } catch (IOException | RuntimeException e) {
            watch.close();
            throw e;
        }
        watch.beginning.addAll(beginning);
        return watch;
    }

    /**
     * Something that arrived.
     *
     * @param watch for which watch
     * @param entry what the bucket says
     */
    record Arrival(KeyValueWatch watch, KeyValueEntry entry) {
        Arrival(KeyValueWatch watch, Message message) {
            this(watch, new KeyValueEntry(message));
        }
    }

    /** Remembers that a key was there while the listing lasts. The last one of it makes the listing complete. */
    void note(KeyValueEntry entry) {
        if (!complete) {
            found.add(entry.getKey());
            complete = entry.getDelta() == 0;
        }
    }

    boolean isComplete() {
        return complete;
    }

    /** Returns the keys that the listing found. */
    Set<String> found() {
        return found;
    }

    Instant began() {
        return began;
    }

    /** Ends it. */
    void close() {
        try {
            bucket.connection().closeDispatcher(dispatcher);
        } catch (IllegalStateException | IllegalArgumentException closed) {
            return; // with the connection, or before
        }
    }
}
