package io.seatrial.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one server's files and logs, for as long as that server is kept. */
public final class ScratchDirectory {

    private static final int LINES_SHOWN = 5;

    private final Path path;
    private volatile int runs;

    private ScratchDirectory(Path path) {
        this.path = path;
    }

    /** Creates one among the temporary files, with a name in its own. */
    public static ScratchDirectory create(String name) throws IOException {
        return new ScratchDirectory(Files.createTempDirectory("seatrial-" + name + "-"));
    }

    /** Returns where it is. */
    public Path path() {
        return path;
    }

    /** Returns the file for the output of the next run; what an earlier one said is kept, and is not taken for that of this one. */
    public synchronized Path nextLog() {
        runs++;
        return log();
    }

    private Path log() {
        return path.resolve("log-" + runs);
    }

    /** Returns the last lines of the last run, for messages. */
    public String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Deletes it with all that is in it. Files that a server removes meanwhile are none of our business. */
    public void delete() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return; // gone already
        } catch (IOException | UncheckedIOException e) {
            path.toFile().deleteOnExit();
        }
    }
}
