package io.seatrial.discovery;

import io.seatrial.discovery.Reading.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file of the store and never fails: the directory is shared, so anything can lie in it (dynamo-manager.md 5.11.7). Only
 * regular files are opened, since opening a pipe would block for ever.
 */
final class EntryReader {

    /** A larger file is no entry. Dynamo's have some hundred bytes. */
    private static final int MAX_SIZE = 64 * 1024;

    private static final String REMOVE_IT = "remove it: only Dynamo and this program may put files there";

    private final Bucket bucket;
    private final InstanceJson json;
    private final InstantSource clock;
    private final FileTiming timing;

    EntryReader(Bucket bucket, InstanceJson json, InstantSource clock, FileTiming timing) {
        this.bucket = bucket;
        this.json = json;
        this.clock = clock;
        this.timing = timing;
    }

    /**
     * Reads a file.
     *
     * @param before what it held when it was last read; a file with the same stamp is not read again. Null to read it in any case
     */
    Reading read(String name, Reading.@Nullable Live before) {
        if (EntryName.isTemp(name)) {
            return new Reading.Gone();
        }
        Path file = bucket.file(name);
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isRegularFile()) {
                return new Reading.Foreign("it is not a regular file", REMOVE_IT);
            }
            Stamp stamp = Stamp.of(attributes);
            if (before != null && before.stamp().equals(stamp)) {
                return alive(before);
            }
            return stamp.size() > MAX_SIZE
                    ? new Reading.Foreign("it is larger than " + MAX_SIZE + " bytes", REMOVE_IT)
                    : parse(name, content(file), stamp);
        } catch (NoSuchFileException e) {
            return new Reading.Gone();
        } catch (AccessDeniedException e) {
            return new Reading.Foreign(
                    "this user may not read it", "run all participants as one user, or make it readable for all");
        } catch (IOException e) {
            return new Reading.Unclear(Bucket.reason(e));
        }
    }

    private static String content(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MAX_SIZE), StandardCharsets.UTF_8);
        }
    }

    private Reading parse(String name, String content, Stamp stamp) {
        Instance instance;
        try {
            instance = json.read(content);
        } catch (MalformedInstanceException e) {
            boolean beingWritten = e.isTruncated() && !isOlderThan(stamp, timing.rescan());
            return beingWritten
                    ? new Reading.Unclear(null)
                    : new Reading.Foreign("it holds no instance: " + e.getMessage(), REMOVE_IT);
        }
        if (!EntryName.spells(name, instance.id())) {
            return new Reading.Foreign(
                    "its name stands for '" + EntryName.decode(name) + "' but its content for '"
                            + instance.id().path() + "'",
                    "remove it, or rename it to " + EntryName.of(instance.id()));
        }
        return alive(new Reading.Live(instance, stamp));
    }

    private Reading alive(Reading.Live entry) {
        return isOlderThan(entry.stamp(), timing.timeToLive()) ? new Reading.Gone() : entry;
    }

    private boolean isOlderThan(Stamp stamp, Duration age) {
        return stamp.modified().toInstant().isBefore(clock.instant().minus(age));
    }
}
