package io.seatrial.scenarios.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.scenarios.cli.SeatrialProcess;
import io.seatrial.testkit.run.KnownFailingFile;
import io.seatrial.testkit.run.KnownFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference passes everything, so each entry of a list is wrong about it. */
class KnownFailingTest {

    private static final Duration CEILING = Duration.ofSeconds(180);

    @TempDir
    Path directory;

    private String conform(int exitCode, String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                "conform",
                "--rules",
                "PORT-01",
                "--transport",
                "tcp",
                "--network",
                "simulated",
                "--report",
                directory.toString()));
        words.addAll(List.of(arguments));
        try (SeatrialProcess process = SeatrialProcess.start(words.toArray(String[]::new))) {
            assertThat(process.awaitExit(CEILING)).as(process.errors()).isEqualTo(exitCode);
            return String.join("\n", process.output()) + process.errors();
        }
    }

    private Path list(String pattern) throws Exception {
        return Files.writeString(
                directory.resolve("known.yaml"),
                KnownFailingFile.write(List.of(new KnownFailure(pattern, "#12", "being fixed", "1.0", "boom"))));
    }

    @Test
    void shouldFailWhenAKnownFailurePasses() throws Exception {
        assertThat(conform(1, "--known-failing", list("PORT-01").toString()))
                .contains("known failure #12", "passed: take it off the list", "0 passed, 1 failed");
    }

    @Test
    void shouldWriteTheListAnewSoThatNothingFails() throws Exception {
        String file = list("PORT-01").toString();

        assertThat(conform(0, "--known-failing", file, "--update-baseline"))
                .contains("baseline: " + file + ", 0 entries, 0 added, 1 removed");
        assertThat(conform(0, "--known-failing", file)).contains("1 passed, 0 failed");
    }

    @Test
    void shouldMakeAListWhereThereIsNone() throws Exception {
        Path file = directory.resolve("none.yaml");

        assertThat(conform(64, "--known-failing", file.toString())).contains("cannot be read", "--update-baseline");
        conform(0, "--known-failing", file.toString(), "--update-baseline");
        assertThat(KnownFailingFile.read("none.yaml", Files.readString(file))).isEmpty();
    }

    @Test
    void shouldRefuseAPatternThatMatchesNoCaseBeforeItRunsAny() throws Exception {
        assertThat(conform(64, "--known-failing", list("PRT-01").toString()))
                .contains("no case matches 'PRT-01'")
                .doesNotContain("passed");
        conform(0, "--known-failing", list("PRT-01").toString(), "--update-baseline");
    }

    @Test
    void shouldRefuseWhatItCannotUse() throws Exception {
        Path bad = Files.writeString(directory.resolve("bad.yaml"), "known-failing: [{pattern: PORT-01}]");

        assertThat(conform(64, "--known-failing", bad.toString())).contains("bad.yaml:1: an entry lacks [ticket");
        assertThat(conform(64, "--update-baseline")).contains("give --known-failing FILE");
        assertThat(conform(64, "--inconclusive", "maybe"))
                .contains("unknown policy 'maybe', expected one of fail, pass");
    }
}
