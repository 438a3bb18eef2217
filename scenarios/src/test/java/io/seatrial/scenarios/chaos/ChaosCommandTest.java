package io.seatrial.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.scenarios.adapter.AdapterJar;
import io.seatrial.scenarios.cli.SeatrialProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class ChaosCommandTest {

    private static final Duration CEILING = Duration.ofSeconds(180);

    @TempDir
    Path directory;

    private static List<String> chaos(String... arguments) throws Exception {
        String[] words = Stream.concat(Stream.of("chaos"), Stream.of(arguments)).toArray(String[]::new);
        try (SeatrialProcess process = SeatrialProcess.start(words)) {
            assertThat(process.awaitExit(CEILING)).as(process.errors()).isZero();
            return Stream.concat(process.output().stream(), process.errors().lines())
                    .toList();
        }
    }

    @Test
    void shouldMakeRunsAndWriteAReport() throws Exception {
        List<String> told = chaos("--runs", "1", "--seed", "3", "--transport", "tcp", "--report", directory.toString());
        assertThat(told)
                .contains("1 passed, 0 failed, 0 skipped", "1 run, seed 3, embedded proxies")
                .anyMatch(line -> line.startsWith("[1/1] PASSED       run 1 tcp ("))
                .anyMatch(line -> line.startsWith("before the faults: "))
                .anyMatch(line -> line.startsWith("recovery, until every instance answered: "));
        assertThat(directory.resolve("report.html")).content().contains("<svg class=\"latency\"");
        assertThat(directory.resolve("results.json")).content().contains("\"schema\" : \"seatrial-chaos/1\"");
    }

    @Test
    void shouldPrintTheSamePlanForTheSameSeedAndNumberAndRunNothing() throws Exception {
        List<String> plan = chaos("--plan", "--seed", "3", "--run", "7", "--transport", "http");
        assertThat(plan).first().asString().startsWith("run 7: ");
        assertThat(plan).contains("  800 ms: healed");
        assertThat(chaos("--plan", "--seed", "3", "--run", "7", "--transport", "http"))
                .isEqualTo(plan);
    }

    @Test
    void shouldTryThePlaneOfAnAdapterAndNameItInTheCommandThatRepeatsARun() throws Exception {
        String jar = new AdapterJar(directory)
                .with(
                        "Whole",
                        "public class Whole extends Polite { public String name() { return \"whole\"; }"
                                + " public Set<Capability> capabilities() { return EnumSet.allOf(Capability.class); } }")
                .write();
        Path report = directory.resolve("report");

        List<String> told = chaos(
                "--runs",
                "2",
                "--transport",
                "tcp,http",
                "--adapter",
                "third.Whole",
                "--adapter-path",
                jar,
                "--report",
                report.toString());

        assertThat(told).contains("1 passed, 0 failed, 1 skipped");
        JsonNode results = new ObjectMapper().readTree(Files.readString(report.resolve("results.json")));
        assertThat(results.at("/run/plane").asString()).isEqualTo("whole");
        assertThat(results.at("/results/0/command").asString())
                .endsWith(" --adapter third.Whole --adapter-path " + jar);
        assertThat(results.at("/results/1/reason").asString()).isEqualTo("the plane has no transport 'http'");
    }
}
