package io.seatrial.scenarios.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.run.Summary;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class VerdictOptionsTest {

    private static final Summary PASSED = new Summary(1, 0, 0, 0, 1);
    private static final Summary SKIPPED = new Summary(1, 0, 1, 0, 0);
    private static final Summary UNDECIDED = new Summary(1, 0, 0, 1, 0);
    private static final Summary FAILED = new Summary(1, 1, 0, 1, 0);

    @Command
    static final class Host {
        @Mixin
        VerdictOptions verdicts;
    }

    private static int exitCode(Summary summary, String... arguments) {
        Host host = new Host();
        new CommandLine(host).parseArgs(arguments);
        return host.verdicts.exitCode(summary);
    }

    @Test
    void shouldTellUndecidedCasesApartUnlessAPolicySaysWhatTheyCountAs() {
        assertThat(exitCode(UNDECIDED)).isEqualTo(2);
        assertThat(exitCode(UNDECIDED, "--inconclusive", "fail")).isEqualTo(1);
        assertThat(exitCode(UNDECIDED, "--inconclusive", "pass")).isZero();
    }

    @Test
    void shouldLetAFailureGoBeforeEverything() {
        assertThat(exitCode(FAILED)).isEqualTo(1);
        assertThat(exitCode(FAILED, "--inconclusive", "pass")).isEqualTo(1);
    }

    @Test
    void shouldFailASkippedCaseOnlyIfStrict() {
        assertThat(exitCode(SKIPPED)).isZero();
        assertThat(exitCode(SKIPPED, "--strict")).isEqualTo(1);
        assertThat(exitCode(PASSED, "--strict", "--inconclusive", "fail")).isZero();
    }
}
