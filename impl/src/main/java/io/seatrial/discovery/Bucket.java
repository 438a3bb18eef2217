package io.seatrial.discovery;

import io.seatrial.plane.PlaneException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** The directory {@code v1/instances} below the root of a file store, and what is done to its files. */
final class Bucket {

    private static final List<String> BELOW_ROOT = List.of("v1", "instances");

    private final Path root;
    private final Path directory;
    private final RandomGenerator random;

    private Bucket(Path root, Path directory, RandomGenerator random) {
        this.root = root;
        this.directory = directory;
        this.random = random;
    }

    /**
     * Opens the bucket, and creates it if it is missing. Links are resolved: a path with links in it hides removals from Dynamo 1.0.x.
     *
     * @throws PlaneException.ConfigurationError if the root cannot be used, with the remedy
     */
    static Bucket open(Path root, RandomGenerator random) {
        try {
            Path real = makeDirectory(root.toAbsolutePath());
            Path directory = real;
            for (String each : BELOW_ROOT) {
                directory = makeDirectory(directory.resolve(each));
            }
            if (!Files.isReadable(directory) || !Files.isWritable(directory) || !Files.isExecutable(directory)) {
                throw new PlaneException.ConfigurationError(
                        "Cannot use " + root + " for discovery: " + directory
                                + " must be readable and writable for this user. Change its permissions or name another directory");
            }
            return new Bucket(real, directory, random);
        } catch (IOException e) {
            throw new PlaneException.ConfigurationError(
                    "Cannot use " + root + " for discovery: " + reason(e)
                            + ". Name a directory that this user may create, read and write",
                    e);
        }
    }

    /** Makes a directory with its parents; one that is there may be a link to a directory, which older JDKs refuse to create. */
    private static Path makeDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            for (Path part = path; part != null; part = part.getParent()) {
                if (Files.exists(part) && !Files.isDirectory(part)) {
                    throw new IOException(part + " is not a directory");
                }
            }
            Files.createDirectories(path);
        }
        return path.toRealPath();
    }

    /** Returns what went wrong in words; the messages of the file API are often a bare path. */
    static String reason(IOException e) {
        return e.getClass() == IOException.class ? String.valueOf(e.getMessage()) : e.toString();
    }

    Path root() {
        return root;
    }

    Path directory() {
        return directory;
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    /** Creates the directory again after somebody removed it. */
    void restore() throws IOException {
        Files.createDirectories(directory);
    }

    /** Lists the names of all files in order, temporary ones included; a directory that is missing is empty. */
    Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        } catch (NoSuchFileException e) {
            return names;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** Publishes a complete file in one step, as Dynamo does; an existing one is replaced. */
    void publish(String name, String content, Instant now) throws IOException {
        try {
            writeAndRename(name, content, now);
        } catch (NoSuchFileException e) { // the directory is gone
            restore();
            writeAndRename(name, content, now);
        }
    }

    private void writeAndRename(String name, String content, Instant now) throws IOException {
        Path temp = file(EntryName.TEMP_PREFIX + HexFormat.of().toHexDigits(random.nextLong()));
        try {
            Files.writeString(
                    temp, content, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Files.setLastModifiedTime(temp, FileTime.from(now));
            Files.move(temp, file(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temp); // there still only if something failed
        }
    }

    void touch(String name, Instant now) throws IOException {
        Files.setLastModifiedTime(file(name), FileTime.from(now));
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }
}
