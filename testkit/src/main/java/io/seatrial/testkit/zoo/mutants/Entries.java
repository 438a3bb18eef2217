package io.seatrial.testkit.zoo.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The entries in the directory of a file store, for mutants that spoil them. */
final class Entries {

    private static final String UNFINISHED = ".";

    private final Path bucket;

    Entries(Path root) {
        this.bucket = root.resolve("v1").resolve("instances");
    }

    /** Returns the finished entries by name. */
    Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (Path file : files()) {
            try {
                all.put(file.getFileName().toString(), Files.readAllBytes(file));
            } catch (NoSuchFileException gone) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    void write(String name, byte[] content) {
        try {
            Files.createDirectories(bucket);
            Files.write(bucket.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the text of each entry. */
    void rewrite(UnaryOperator<String> change) {
        all().forEach((name, content) -> write(
                name, change.apply(new String(content, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)));
    }

    void rename(UnaryOperator<String> change) {
        for (Path file : files()) {
            try {
                Files.move(file, bucket.resolve(change.apply(file.getFileName().toString())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void deleteAll() {
        for (Path file : files()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Path> files() {
        if (!Files.isDirectory(bucket)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(bucket)) {
            return files.filter(file -> Files.isRegularFile(file)
                            && !file.getFileName().toString().startsWith(UNFINISHED))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
