package io.seatrial.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SeatrialTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine seatrial =
            Seatrial.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void shouldPrintItsVersion() {
        assertThat(seatrial.execute("--version")).isEqualTo(ExitCode.PASSED);
        assertThat(out.toString()).matches("(?s)seatrial \\d+\\.\\d+\\.\\d+.*Java .*");
    }

    @Test
    void shouldExplainItsExitCodes() {
        assertThat(seatrial.execute("--help")).isEqualTo(ExitCode.PASSED);
        assertThat(out.toString()).contains("Usage: seatrial", "Exit codes:", "64");
    }

    @Test
    void shouldRefuseToRunWithoutACommand() {
        assertThat(seatrial.execute()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("Missing command", "Usage: seatrial");
    }

    @Test
    void shouldNameAnUnknownOption() {
        assertThat(seatrial.execute("--no-such-option")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--no-such-option");
    }
}
