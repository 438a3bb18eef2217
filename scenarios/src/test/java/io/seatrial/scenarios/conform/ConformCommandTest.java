package io.seatrial.scenarios.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.scenarios.cli.SeatrialProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ConformCommandTest {

    private static final Duration CEILING = Duration.ofSeconds(180);

    @TempDir
    Path directory;

    private List<String> conform(int exitCode, String... arguments) throws Exception {
        String[] words = new String[arguments.length + 1];
        words[0] = "conform";
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        try (SeatrialProcess process = SeatrialProcess.start(words)) {
            assertThat(process.awaitExit(CEILING)).as(process.errors()).isEqualTo(exitCode);
            return exitCode == 0 ? process.output() : List.of(process.errors());
        }
    }

    @Test
    void shouldRunTheSelectionAndWriteAReport() throws Exception {
        Path report = directory.resolve("deep/report");
        List<String> output = conform(0, "--rules", "PORT-*", "--report", report.toString());

        assertThat(output.get(output.size() - 1)).matches("\\d+ passed, 0 failed, 0 skipped");
        assertThat(report.resolve("junit.xml")).content().contains("<testsuite");
        JsonNode results = new ObjectMapper().readTree(Files.readString(report.resolve("results.json")));
        assertThat(results.path("schema").stringValue()).isEqualTo("seatrial-results/1");
        assertThat(results.path("summary").path("passed").intValue())
                .isEqualTo(results.path("results").size())
                .isGreaterThanOrEqualTo(10);
        assertThat(results.path("results").get(0).path("verdict").stringValue()).isEqualTo("PASSED");
    }

    @Test
    void shouldGiveTheSameHistoryForTheSameSeedAndAnotherForAnother() throws Exception {
        assertThat(history("7")).isEqualTo(history("7")).isNotEqualTo(history("8"));
    }

    private String history(String seed) throws Exception {
        return conform(
                        0,
                        "--network",
                        "simulated",
                        "--rules",
                        "FRAME-*,SHARED-*",
                        "--seed",
                        seed,
                        "--report",
                        directory.toString())
                .stream()
                .filter(line -> line.startsWith("history of the simulated cases: "))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldListTheRulesAndRunNothing() throws Exception {
        assertThat(conform(0, "--list", "--rules", "SHARED-0*"))
                .anyMatch(line -> line.contains("SHARED-03"))
                .noneMatch(line -> line.contains("PORT-01"));
    }

    @Test
    void shouldNameWhatItDoesNotUnderstand() throws Exception {
        assertThat(conform(64, "--rules", "NOSUCH-*").get(0)).contains("No rule matches NOSUCH-*", "seatrial list");
        assertThat(conform(64, "--network", "lopback").get(0)).contains("lopback", "loopback");
        assertThat(conform(64, "--engine", "toxic", "--report", directory.toString())
                        .get(0))
                .contains("unknown engine 'toxic', expected one of embedded, toxiproxy");
        assertThat(conform(64, "--profile", "x").get(0)).contains("reference, dynamo-1.0");
        assertThat(conform(64, "--transport", "nats", "--network", "simulated").get(0))
                .contains("Nothing to run");
        Path file = Files.writeString(directory.resolve("file"), "");
        assertThat(conform(64, "--report", file.toString()).get(0)).contains("--report " + file, "not a directory");
        Path below = file.resolve("report");
        assertThat(conform(64, "--report", below.toString()).get(0)).contains("--report " + below, "not a directory");
    }
}
