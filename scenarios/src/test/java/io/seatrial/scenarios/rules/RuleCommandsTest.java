package io.seatrial.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.pages.RulePages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RuleCommandsTest {

    private static final int USAGE = CommandLine.ExitCode.USAGE;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void shouldExplainRules() {
        assertThat(run(new ExplainCommand(), "SHARED-03", "port-01")).isZero();
        assertThat(out.toString())
                .contains("# SHARED-03", "All managers of one process share one listener", "## If it fails, check")
                .contains("`SharedServerCases.", "# PORT-01");
    }

    @Test
    void shouldNameARuleThatThereIsNot() {
        assertThat(run(new ExplainCommand(), "SHARD-03")).isEqualTo(USAGE);
        assertThat(run(new ExplainCommand(), "SHARED-03", "nothing-like-it")).isEqualTo(USAGE);

        assertThat(err.toString())
                .contains("There is no rule 'SHARD-03'. Did you mean SHARED-03, ")
                .contains("There is no rule 'nothing-like-it'. See: seatrial list");
        assertThat(out.toString()).isEmpty();
        assertThat(run(new ExplainCommand())).isEqualTo(USAGE);
    }

    @Test
    void shouldWriteTheRulePages() throws IOException {
        assertThat(run(new RulesCommand(), "--write", directory.resolve("a/b").toString()))
                .isZero();

        assertThat(out.toString()).contains(" pages in " + directory.resolve("a/b"));
        assertThat(RulePages.of(CaseCatalog.load()).stale(directory.resolve("a/b")))
                .isEmpty();
    }

    @Test
    void shouldRefuseAFileForADirectory() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(run(new RulesCommand(), "--write", file.toString())).isEqualTo(USAGE);
        assertThat(err.toString()).contains("is not a directory");
        assertThat(run(new RulesCommand())).isEqualTo(USAGE);
    }
}
