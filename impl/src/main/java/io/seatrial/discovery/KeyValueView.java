package io.seatrial.discovery;

import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueOperation;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.spi.Notices;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the entries of a bucket say, handed on to a hub as instances. The server tells nobody when an entry expires, so who was not renewed
 * is looked for here. Warns of each entry that does not belong there, once for as long as it is there. Used by one thread.
 */
final class KeyValueView {

    private final InstanceHub hub;
    private final InstanceJson json;
    private final InstantSource clock;
    private final Notices notices;
    private final Map<String, Known> known = new TreeMap<>();
    private final Set<String> warned = new TreeSet<>();

    /** The last revisions of what this process has withdrawn: they may still be on their way here. */
    private final Map<String, Long> withdrawn = new TreeMap<>();

    /** An instance, the revision that said so, and when that was seen. */
    private record Known(Instance instance, long revision, Instant seen) {}

    KeyValueView(InstanceHub hub, InstanceJson json, InstantSource clock, Notices notices) {
        this.hub = hub;
        this.json = json;
        this.clock = clock;
        this.notices = notices;
    }

    /** Takes what the bucket says of a key. What is older than what is known of it changes nothing. */
    void take(KeyValueEntry entry) {
        String key = entry.getKey();
        Known before = known.get(key);
        long last = before == null ? withdrawn.getOrDefault(key, 0L) : before.revision();
        if (entry.getRevision() <= last) {
            return;
        }
        withdrawn.remove(key);
        Instance instance = entry.getOperation() == KeyValueOperation.PUT ? read(entry) : null;
        if (instance == null) {
            drop(key);
        } else {
            set(key, instance, entry.getRevision());
        }
    }

    /** Takes what this process has published itself. */
    void take(Instance instance, long revision) {
        set(KeyName.of(instance.id()), instance, revision);
    }

    private void set(String key, Instance instance, long revision) {
        warned.remove(key);
        known.put(key, new Known(instance, revision, clock.instant()));
        hub.put(instance);
    }

    /** Takes it that this process has withdrawn what a revision said. */
    void drop(EndpointId id, long revision) {
        String key = KeyName.of(id);
        drop(key);
        withdrawn.put(key, revision);
    }

    private void drop(String key) {
        Known before = known.remove(key);
        if (before != null) {
            hub.remove(before.instance().id());
        }
    }

    /** Returns a hub that has seen these entries and nothing else. */
    InstanceHub snapshot(List<KeyValueEntry> entries) {
        InstanceHub snapshot = new InstanceHub();
        entries.forEach(entry -> {
            Instance instance = read(entry);
            if (instance != null) {
                snapshot.put(instance);
            }
        });
        return snapshot;
    }

    /** Returns whether an entry has not been renewed for longer than it lives. */
    boolean hasOverdue(Duration timeToLive) {
        Instant deadline = clock.instant().minus(timeToLive);
        return known.values().stream().anyMatch(each -> each.seen().isBefore(deadline));
    }

    /**
     * Drops what a complete listing did not find, if it is overdue: a deletion is remembered by the bucket for as long as an entry lives, and
     * what is gone without one may only be on its way back, after a server that was restarted.
     *
     * @param found the keys of the listing
     * @param calm since when the server has been there without interruption; for as long as an entry lives from then on, nothing is dropped
     */
    void reconcile(Set<String> found, Duration timeToLive, Instant calm) {
        warned.retainAll(found);
        withdrawn.clear(); // what comes from now on is later than they are
        Instant deadline = clock.instant().minus(timeToLive);
        if (calm.isAfter(deadline)) {
            return;
        }
        for (String key : List.copyOf(known.keySet())) {
            Known each = known.get(key);
            if (each != null && !found.contains(key) && each.seen().isBefore(deadline)) {
                drop(key);
            }
        }
    }

    private @Nullable Instance read(KeyValueEntry entry) {
        String value = entry.getValueAsString();
        try {
            Instance instance = json.read(value == null ? "" : value);
            if (KeyName.of(instance.id()).equals(entry.getKey())) {
                return instance;
            }
            warn(entry.getKey(), "it holds '" + instance.id() + "', whose key is " + KeyName.of(instance.id()));
        } catch (MalformedInstanceException e) {
            warn(entry.getKey(), "it holds no instance: " + e.getMessage());
        }
        return null;
    }

    private void warn(String key, String reason) {
        if (warned.add(key)) {
            notices.warn(
                    "An entry in the discovery bucket is passed over",
                    "key",
                    key,
                    "reason",
                    reason,
                    "remedy",
                    "delete it: only this program may put entries there");
        }
    }
}
