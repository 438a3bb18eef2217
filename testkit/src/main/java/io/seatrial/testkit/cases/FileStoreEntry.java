package io.seatrial.testkit.cases;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.probe.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The file store as another process sees it: names, contents and times, written down a second time (dynamo-manager.md 5.11). */
final class FileStoreEntry {

    private FileStoreEntry() {}

    static Path bucket(Path root) {
        return root.resolve("v1").resolve("instances");
    }

    /** The file of an identity. */
    static Path file(Path root, EndpointId id) {
        return bucket(root).resolve(escape(id.name().path() + "/" + id.instanceHex()));
    }

    static String escape(String key) {
        StringBuilder name = new StringBuilder();
        for (byte each : Bytes.utf8(key)) {
            boolean plain = each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9';
            name.append(plain ? "" + (char) each : String.format("%%%02X", each));
        }
        return name.toString();
    }

    /** The JSON of an instance on the TCP plane. */
    static String json(EndpointId id, String transport, String address) {
        return "{\"type\":\"Endpoint\",\"component\":\"" + id.name().component() + "\",\"endpoint\":\""
                + id.endpoint() + "\",\"namespace\":\"" + id.name().namespace() + "\",\"instance_id\":"
                + Long.toUnsignedString(id.instanceId()) + ",\"transport\":{\"" + transport + "\":\"" + address
                + "\"}}";
    }

    /** Publishes as another process does: complete, by a rename. */
    static Path publish(Path root, EndpointId id, InstanceAddress address) {
        return publish(root, file(root, id), json(id, address.mode().name(), address.value()));
    }

    static Path publish(Path root, Path file, String content) {
        return io(() -> {
            Files.createDirectories(bucket(root));
            Path temporary = bucket(root).resolve(".tmp_" + Long.toHexString(content.hashCode()));
            Files.writeString(temporary, content);
            return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        });
    }

    static String read(Path file) {
        return io(() -> Files.readString(file));
    }

    static Instant changed(Path file) {
        return io(() -> Files.getLastModifiedTime(file).toInstant());
    }

    static void age(Path file, Instant time) {
        io(() -> Files.setLastModifiedTime(file, FileTime.from(time)));
    }

    static void delete(Path file) {
        io(() -> Files.deleteIfExists(file));
    }

    static List<String> names(Path root) {
        return io(() -> {
            try (Stream<Path> files = Files.list(bucket(root))) {
                return files.map(file -> file.getFileName().toString()).sorted().toList();
            }
        });
    }

    interface Deed<T> {
        T run() throws IOException;
    }

    static <T> T io(Deed<T> deed) {
        try {
            return deed.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
