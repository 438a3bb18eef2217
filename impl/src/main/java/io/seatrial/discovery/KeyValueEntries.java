package io.seatrial.discovery;

import io.nats.client.api.KeyValueEntry;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The entries that this participant published in a bucket and keeps alive. Used by one thread. */
final class KeyValueEntries {

    /** How often a withdrawal looks again when somebody writes the same entry meanwhile. */
    private static final int TRIES = 10;

    private final Notices notices;
    private final Map<EndpointId, Own> published = new LinkedHashMap<>();

    KeyValueEntries(Notices notices) {
        this.notices = notices;
    }

    /** What was published, and as which revision it was last seen there. */
    private static final class Own {
        final Instance instance;
        final String key;
        final String value;
        long revision;
        boolean takenOver;

        Own(Instance instance) {
            this.instance = instance;
            this.key = KeyName.of(instance.id());
            this.value = instance.toJson();
        }
    }

    /**
     * Publishes an instance, in place of an entry of the same identity.
     *
     * @return its revision
     * @throws PlaneException.ConfigurationError if it can have no key
     */
    long publish(KeyValueBucket bucket, Instance instance) throws IOException {
        Own own = new Own(instance);
        if (own.key.length() > KeyName.MAX_BYTES) {
            throw new PlaneException.ConfigurationError("The key of " + instance.id() + " would have "
                    + own.key.length() + " bytes, and at most " + KeyName.MAX_BYTES
                    + " are possible. Shorten the namespace, the component or the endpoint;"
                    + " each byte but ASCII letters, digits, - and _ counts three times");
        }
        own.revision = bucket.put(own.key, own.value);
        published.put(instance.id(), own);
        return own.revision;
    }

    /**
     * Withdraws an own entry, unless somebody else has published another address in its place.
     *
     * @return the last revision that said so; empty if nothing was withdrawn
     */
    OptionalLong withdraw(KeyValueBucket bucket, EndpointId id) throws IOException {
        Own own = published.remove(id);
        for (int each = 0; own != null && each < TRIES; each++) {
            KeyValueEntry there = bucket.get(own.key);
            if (there == null) {
                return OptionalLong.of(own.revision);
            }
            if (!own.value.equals(there.getValueAsString())) {
                return OptionalLong.empty();
            }
            if (bucket.delete(own.key, there.getRevision())) {
                return OptionalLong.of(there.getRevision());
            }
        }
        return OptionalLong.empty();
    }

    /** Withdraws everything; what cannot be deleted is no longer renewed and so expires. Returns the failure that ended it. */
    @Nullable
    IOException withdrawAll(KeyValueBucket bucket) {
        for (EndpointId id : List.copyOf(published.keySet())) {
            try {
                withdraw(bucket, id);
            } catch (IOException e) {
                return e; // the next would wait as long for the server
            }
        }
        return null;
    }

    boolean isEmpty() {
        return published.isEmpty();
    }

    /** Renews every entry, and publishes again what somebody else has deleted, or the server has lost. */
    void renew(KeyValueBucket bucket) throws IOException {
        for (Own own : published.values()) {
            renew(bucket, own);
        }
    }

    private void renew(KeyValueBucket bucket, Own own) throws IOException {
        OptionalLong renewed = own.takenOver ? OptionalLong.empty() : bucket.update(own.key, own.value, own.revision);
        if (renewed.isPresent()) {
            own.revision = renewed.getAsLong();
            return;
        }
        KeyValueEntry there = bucket.get(own.key);
        if (there == null) {
            own.revision = bucket.put(own.key, own.value);
            own.takenOver = false;
            notices.warn(
                    "An entry in the discovery bucket was gone and is published again. If this process was not suspended, and"
                            + " the NATS server was not restarted, find who deletes it",
                    "key",
                    own.key);
        } else if (own.value.equals(there.getValueAsString())) {
            own.takenOver = false;
            own.revision = there.getRevision(); // somebody wrote the same, and so renewed it
        } else if (!own.takenOver) {
            own.takenOver = true;
            notices.warn(
                    "Somebody else has published another address for an instance of this process; theirs is left alone",
                    "instance",
                    own.instance.id(),
                    "key",
                    own.key);
        }
    }
}
