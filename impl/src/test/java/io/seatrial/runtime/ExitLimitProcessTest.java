package io.seatrial.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Behaviours 138 and 211, with a process that really exits. */
class ExitLimitProcessTest {

    @Test
    void shouldEndAProgramWhoseRequestNeverEnds(@TempDir Path directory) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangingProgram.class.getName(),
                        "300")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (InputStream unused = program.getInputStream()) {
            assertThat(program.waitFor(3, TimeUnit.MINUTES)).as("it ends").isTrue();
            assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains("going down", "status=143");
            assertThat(program.exitValue()).isEqualTo(143);
        } finally {
            program.destroyForcibly();
        }
    }
}
