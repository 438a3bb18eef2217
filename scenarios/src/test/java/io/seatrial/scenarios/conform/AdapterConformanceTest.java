package io.seatrial.scenarios.conform;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.scenarios.adapter.AdapterJar;
import io.seatrial.scenarios.cli.SeatrialProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The command line against adapters that it has never seen, good and bad ones. */
class AdapterConformanceTest {

    private static final Duration CEILING = Duration.ofSeconds(300);

    @TempDir
    Path directory;

    private JsonNode conform(int exitCode, String jar, String... arguments) throws Exception {
        Path report = directory.resolve("report");
        List<String> words = new ArrayList<>(
                List.of("conform", "--adapter-path", jar, "--network", "loopback", "--report", report.toString()));
        words.add("--adapter");
        words.addAll(List.of(arguments));
        try (SeatrialProcess process = SeatrialProcess.start(words.toArray(String[]::new))) {
            assertThat(process.awaitExit(CEILING)).as(process.errors()).isEqualTo(exitCode);
            assertThat(process.errors()).doesNotContain("an error of Seatrial itself");
        }
        return new ObjectMapper().readTree(Files.readString(report.resolve("results.json")));
    }

    private static List<String> texts(JsonNode results, String key) {
        return results.path("results")
                .valueStream()
                .map(row -> row.path(key).asString(""))
                .toList();
    }

    @Test
    void shouldNameThePlaneAndSkipWhatItDoesNotDeclare() throws Exception {
        String jar = new AdapterJar(directory).registering("Polite").write();

        JsonNode results = conform(0, jar, "polite", "--rules", "SHARED-01,SHARED-02");

        assertThat(results.path("run").path("plane").asString()).isEqualTo("polite");
        assertThat(results.path("run").path("versions").path("plane").asString())
                .isEqualTo("9.9");
        assertThat(texts(results, "transport")).containsOnly("tcp");
        assertThat(texts(results, "verdict")).containsExactly("PASSED", "SKIPPED");
        assertThat(texts(results, "reason").get(1)).isEqualTo("the plane 'polite' does not declare [network-io]");
        assertThat(directory.resolve("report/summary.txt")).content().contains("plane polite 9.9, seed 1");
    }

    @Test
    void shouldSurviveAnAdapterThatThrows() throws Exception {
        String jar = new AdapterJar(directory)
                .withProcess("Throwing", "throw new StackOverflowError(\"no process today\");")
                .write();

        JsonNode results = conform(1, jar, "third.Throwing", "--rules", "SHARED-01,SHARED-03");

        assertThat(texts(results, "verdict")).containsExactly("FAILED", "FAILED");
        assertThat(results.toString()).contains("no process today");
    }

    @Test
    void shouldSurviveAnAdapterThatHangs() throws Exception {
        String jar = new AdapterJar(directory)
                .withProcess("Hanging", "while (true) { LockSupport.parkNanos(1_000_000_000L); }")
                .write();

        JsonNode results = conform(
                1,
                jar,
                "third.Hanging",
                "--rules",
                "SHARED-01,SHARED-03",
                "--case-timeout",
                "1",
                "--inconclusive",
                "fail");

        // What ended by a time-out while the machine stalled is not held against the adapter.
        assertThat(texts(results, "verdict")).hasSize(2).isSubsetOf("FAILED", "INCONCLUSIVE");
        assertThat(results.toString()).contains("third.Hanging.openProcess", "does not react to an interrupt");
    }

    @Test
    void shouldSurviveAnAdapterThatLeaksAThread() throws Exception {
        String jar = new AdapterJar(directory)
                .withProcess(
                        "Leaking",
                        "Thread left = new Thread(() -> { while (true) { LockSupport.park(); } }, \"left-behind\");"
                                + " left.start(); return super.openProcess(setup);")
                .write();

        JsonNode results = conform(1, jar, "third.Leaking", "--rules", "SHARED-01,SHARED-03", "--inconclusive", "fail");

        // Nor is what was left when the machine stalled, and what ends in time on a good one.
        assertThat(texts(results, "verdict")).hasSize(2).isSubsetOf("FAILED", "INCONCLUSIVE");
        assertThat(results.toString()).contains("left-behind");
    }

    @Test
    void shouldSayInOneLineWhatCannotBeUsed() throws Exception {
        expectOneLine("No plane 'grcp'. Known: reference; or the name of a class", "--adapter", "grcp");
        expectOneLine(
                "does not exist. Name jars",
                "--adapter-path",
                directory.resolve("no.jar").toString());
    }

    private static void expectOneLine(String text, String option, String value) throws Exception {
        try (SeatrialProcess process = SeatrialProcess.start("conform", option, value)) {
            assertThat(process.awaitExit(CEILING)).isEqualTo(64);
            assertThat(process.errors().lines().toList())
                    .as("one line, and where to read on")
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains(text);
        }
    }
}
