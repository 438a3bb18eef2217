package io.seatrial.scenarios.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.scenarios.cli.SeatrialProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {

    private static final Duration CEILING = Duration.ofSeconds(180);

    @TempDir
    Path directory;

    private String seatrial(int exitCode, String... arguments) throws Exception {
        try (SeatrialProcess process = SeatrialProcess.start(arguments)) {
            assertThat(process.awaitExit(CEILING)).as(process.errors()).isEqualTo(exitCode);
            return String.join("\n", process.output()) + process.errors();
        }
    }

    @Test
    void shouldJudgeTheHistoriesOfARunOnceMore() throws Exception {
        seatrial(
                0, "conform", "--rules", "SHARED-01,SERVER-01", "--transport", "tcp", "--report", directory.toString());
        String results = directory.resolve("results.json").toString();

        assertThat(seatrial(0, "check", results)).endsWith("4 passed, 0 failed, 0 skipped");

        List<Path> histories;
        try (Stream<Path> files = Files.list(directory.resolve("history"))) {
            histories = files.sorted().toList();
        }
        Files.writeString(histories.get(0), Files.readString(histories.get(0)).replace("sent", "Sent"));
        Files.delete(histories.get(1));
        assertThat(seatrial(1, "check", results))
                .contains("is not the file that was stored", "there is no history/")
                .endsWith("2 passed, 2 failed, 0 skipped");
    }

    @Test
    void shouldSayWhatItNeeds() throws Exception {
        assertThat(seatrial(64, "check", directory.toString())).contains("There is no file", "conform writes one");
        Path other = Files.writeString(directory.resolve("other.json"), "{}");
        assertThat(seatrial(64, "check", other.toString())).contains("expected the schema seatrial-results/1");
        assertThat(seatrial(64, "check")).contains("results.json");
    }
}
