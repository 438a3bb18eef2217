package io.seatrial.scenarios.mutants;

import static org.assertj.core.api.Assertions.assertThat;

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
        return new CommandLine(new MutantsCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void shouldTellWhichRulesFoundAMutant() throws Exception {
        assertThat(run("--only", "port-overwritten", "--report", directory.toString()))
                .isZero();

        assertThat(out.toString()).endsWith("1 killed, 0 untold, 0 by others only, 0 survived\n");
        assertThat(err.toString()).startsWith("[1/1] KILLED    port-overwritten: PORT-02");
        JsonNode matrix = new ObjectMapper().readTree(Files.readString(directory.resolve("mutants.json")));
        assertThat(matrix.at("/mutants/0/killers").toString())
                .contains("PORT-02")
                .doesNotContain("FRAME-01");
        assertThat(matrix.at("/idleRules").toString()).contains("FRAME-01").doesNotContain("PORT-02");
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
