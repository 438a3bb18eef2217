package io.seatrial.discovery;

import io.seatrial.plane.spi.Notices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/**
 * Deletes what nobody renews, whoever made it, half-written files of crashed processes included (dynamo-manager.md 5.11.3). What is
 * not a regular file is left alone. Used by one thread.
 */
final class Expiry {

    private final Bucket bucket;
    private final InstantSource clock;
    private final Duration timeToLive;
    private final Notices notices;
    private final Set<String> undeletable = new TreeSet<>();

    Expiry(Bucket bucket, InstantSource clock, Duration timeToLive, Notices notices) {
        this.bucket = bucket;
        this.clock = clock;
        this.timeToLive = timeToLive;
        this.notices = notices;
    }

    /** Deletes the dead files. The caller renews its own entries first. */
    void run() throws IOException {
        Instant deadline = clock.instant().minus(timeToLive);
        Set<String> names = bucket.names();
        undeletable.retainAll(names);
        for (String name : names) {
            deleteIfDead(name, deadline);
        }
    }

    private void deleteIfDead(String name, Instant deadline) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(bucket.file(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Instant modified = attributes.lastModifiedTime().toInstant();
            if (attributes.isRegularFile() && modified.isBefore(deadline)) {
                bucket.delete(name);
                notices.info("Expired", "path", bucket.file(name), "last_modified", modified);
            }
        } catch (NoSuchFileException e) {
            undeletable.remove(name); // somebody else was faster, which is as good
        } catch (IOException e) {
            if (undeletable.add(name)) {
                notices.warn(
                        "A dead file in the discovery directory could not be deleted. Remove it, or run all participants as one user",
                        "file",
                        bucket.file(name),
                        "reason",
                        Bucket.reason(e));
            }
        }
    }
}
