package io.seatrial.chaos.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process wrote to one of its outputs, in a file. Not through a pipe: it would stop when nobody reads, and the JDK closes its end
 * when the process ends, whoever reads just then.
 */
record Said(Path file) {

    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.to(file.toFile());
    }

    /** Returns whole lines; after the end of the process also one without an end. */
    List<String> lines(ChildProcess process) {
        boolean ended = !process.isAlive(); // looked at before: what is read after the end is all there is
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return (ended ? text : text.substring(0, text.lastIndexOf('\n') + 1))
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
