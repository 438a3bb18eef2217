package io.seatrial.scenarios.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.backend.Backends;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class MutantsCommandTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return run(new MutantsCommand(), arguments);
    }

    private int run(MutantsCommand command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void shouldTellWhichRulesFoundAMutant() throws Exception {
        assertThat(run("--only", "port-overwritten", "--report", directory.toString()))
                .isZero();

        assertThat(out.toString()).endsWith("1 killed, 0 untold, 0 by others only, 0 survived, 0 skipped\n");
        assertThat(err.toString()).startsWith("[1/1] KILLED    port-overwritten: PORT-02");
        JsonNode matrix = new ObjectMapper().readTree(Files.readString(directory.resolve("mutants.json")));
        assertThat(matrix.at("/mutants/0/killers").toString())
                .contains("PORT-02")
                .doesNotContain("FRAME-01");
        assertThat(matrix.at("/idleRules").toString()).contains("FRAME-01").doesNotContain("PORT-02");
    }

    @Test
    void shouldSkipAMutantThatNeedsABackEndWhichIsNotHere() throws Exception {
        String[] arguments = {"--only", "nats-padded-id", "--own-rule", "--report", directory.toString()};
        assertThat(run(new MutantsCommand(Backends.NONE), arguments)).isZero();

        assertThat(err.toString()).contains("SKIPPED", "nats-padded-id: NATS-01 could not be run");
        assertThat(out.toString())
                .contains("skipped: no back end 'nats'")
                .endsWith("0 killed, 0 untold, 0 by others only, 0 survived, 1 skipped\n");
        JsonNode matrix = new ObjectMapper().readTree(Files.readString(directory.resolve("mutants.json")));
        assertThat(matrix.at("/mutants/0/skipped").asString()).contains("no back end 'nats'");
        assertThat(matrix.at("/summary/SKIPPED").asInt()).isEqualTo(1);
        assertThat(matrix.at("/untriedRules").toString()).isEqualTo("[\"NATS-01\"]");
    }

    @Test
    void shouldFailForASkippedMutantWhereItIsStrict() {
        assertThat(run(
                        new MutantsCommand(Backends.NONE),
                        "--strict",
                        "--only",
                        "nats-padded-id",
                        "--own-rule",
                        "--report",
                        directory.toString()))
                .isEqualTo(1);
    }

    @Test
    void shouldListMutantsWithTheRulesThatFindThem() {
        assertThat(run("--list")).isZero();

        assertThat(out.toString().lines())
                .hasSizeGreaterThanOrEqualTo(40)
                .anySatisfy(line ->
                        assertThat(line).startsWith("unregister-by-suffix").contains("SERVER-12"));
    }

    @Test
    void shouldRefuseANameThatNoMutantHas() {
        assertThat(run("--only", "dodo")).isEqualTo(2);

        assertThat(err.toString()).contains("No mutant matches dodo", "mutants --list");
    }
}
