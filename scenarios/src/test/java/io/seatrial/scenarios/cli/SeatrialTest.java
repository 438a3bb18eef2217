package io.seatrial.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @Test
    void shouldGuessTheCommandThatWasMeant() {
        assertThat(seatrial.execute("srve")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("'srve'", "Did you mean: seatrial serve?")
                .doesNotContain("Usage:");
    }

    @ParameterizedTest
    @CsvSource({
        "serve --port 65536, --port, a port from 0 to 65535",
        "serve --port -1, --port, a port from 0 to 65535",
        "serve --drain-timeout -1, --drain-timeout, a whole number from 0 on",
        "call a/b/c --requests 0, --requests, a whole number from 1 on",
        "call a/b/c --concurrency 0, --concurrency, a whole number from 1 on",
        "call a/b/c --stop-after 0, --stop-after, a whole number from 1 on",
        "call a/b/c --warmup -1, --warmup, a whole number from 0 on",
        "call a/b/c --wait 99999999999, --wait, a whole number from 0 on",
        "bench tcp --rounds 0, --rounds, a whole number from 1 on",
        "bench tcp --seconds x, --seconds, a whole number from 1 on",
        "bench tcp --payload -1, --payload, a whole number from 0 on",
        "bench http, 'http', 'Use one of: tcp, proxy'",
        "bench proxy --payload 0, --payload 0, Use 1 or more",
        "chaos --runs 0, --runs, a whole number from 1 on",
        "chaos --run 0, --run, a whole number from 1 on",
        "chaos --transport pigeon --plan, --transport pigeon, tcp",
        "chaos --engine toxic --plan, --engine, 'unknown engine ''toxic'', expected one of embedded, toxiproxy'",
        "conform --case-timeout 0, --case-timeout, a whole number from 1 on",
        // 192.0.2.0/24 belongs to nobody (RFC 5737).
        "serve --host 192.0.2.1, --host 192.0.2.1, is not an address of this machine",
        "call a/b/c --host 192.0.2.1, --host 192.0.2.1, is not an address of this machine",
        "call a/b/c --data hi, --data hi, is not JSON"
    })
    void shouldSayInOneLineWhatIsWrongWithAnOption(String words, String option, String why) {
        assertThat(seatrial.execute(words.split(" ", -1))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines().filter(line -> !line.startsWith("See: ")))
                .singleElement()
                .asString()
                .startsWith("seatrial: ")
                .contains(option, why);
    }
}
