package io.seatrial.scenarios.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process wrote to one of its outputs, in a file. Not through a pipe: the JDK closes its end when the process ends, whoever reads
 * just then.
 */
record Said(Path path) {

    static Said into(String name) throws IOException {
        return new Said(Files.createTempFile("seatrial-" + name, ".txt"));
    }

    File file() {
        return path.toFile();
    }

    /** Returns whole lines; after the end of the process also one without an end. */
    List<String> lines(Process process) {
        boolean ended = !process.isAlive(); // looked at before: what is read after the end is all there is
        try {
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            return (ended ? text : text.substring(0, text.lastIndexOf('\n') + 1))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
