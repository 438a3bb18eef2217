package io.seatrial.discovery;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries that this participant published and keeps alive. Used by one thread. */
final class OwnEntries {

    private final Bucket bucket;
    private final EntryReader reader;
    private final InstantSource clock;
    private final Notices notices;
    private final Map<EndpointId, Instance> published = new LinkedHashMap<>();
    private final Map<EndpointId, String> troubles = new LinkedHashMap<>();

    OwnEntries(Bucket bucket, EntryReader reader, InstantSource clock, Notices notices) {
        this.bucket = bucket;
        this.reader = reader;
        this.clock = clock;
        this.notices = notices;
    }

    /**
     * Publishes an instance, in place of an entry of the same name.
     *
     * @throws PlaneException.ConfigurationError if no file can have such a name
     */
    void publish(Instance instance) throws IOException {
        String name = EntryName.of(instance.id());
        if (name.length() > EntryName.MAX_BYTES) {
            throw new PlaneException.ConfigurationError("The file of " + instance.id()
                    + " in the discovery directory would have a name of " + name.length() + " bytes, and at most "
                    + EntryName.MAX_BYTES + " are possible. Shorten the namespace, the component or the endpoint;"
                    + " each byte but ASCII letters and digits counts three times");
        }
        bucket.publish(name, instance.toJson(), clock.instant());
        published.put(instance.id(), instance);
    }

    /** Withdraws an own entry, unless somebody else has published another address in its place. */
    void withdraw(EndpointId id) throws IOException {
        Instance mine = published.remove(id);
        troubles.remove(id);
        if (mine == null) {
            return;
        }
        String name = EntryName.of(id);
        boolean takenOver = reader.read(name, null) instanceof Reading.Live there
                && !there.instance().equals(mine);
        if (!takenOver) {
            bucket.delete(name);
        }
    }

    /** Withdraws everything; what cannot be deleted is no longer renewed and so expires. Returns the first failure. */
    @Nullable
    IOException withdrawAll() {
        IOException failure = null;
        for (EndpointId id : List.copyOf(published.keySet())) {
            try {
                withdraw(id);
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        return failure;
    }

    /** Marks every entry as alive, and publishes again what somebody else has deleted. */
    void renew() {
        for (Instance instance : published.values()) {
            String name = EntryName.of(instance.id());
            try {
                renew(name, instance);
                troubles.remove(instance.id());
            } catch (IOException e) {
                String reason = Bucket.reason(e);
                if (!reason.equals(troubles.put(instance.id(), reason))) {
                    notices.error(
                            "An entry in the discovery directory could not be renewed and will expire unless this ends",
                            "file",
                            bucket.file(name),
                            "reason",
                            reason);
                }
            }
        }
    }

    private void renew(String name, Instance instance) throws IOException {
        try {
            bucket.touch(name, clock.instant());
        } catch (NoSuchFileException e) {
            publish(instance);
            notices.warn(
                    "An entry in the discovery directory was deleted by somebody else and is published again."
                            + " If this process was not suspended, find who deletes it",
                    "file",
                    bucket.file(name));
        }
    }
}
