package io.seatrial.scenarios.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.chaos.backend.BackendKind;
import io.seatrial.chaos.backend.BackendResolver;
import io.seatrial.scenarios.cli.SeatrialProcess;
import io.seatrial.testkit.backend.OwnBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DoctorCommandTest {

    private static final Duration CEILING = Duration.ofSeconds(120);

    private static List<String> doctor(int exitCode, SeatrialProcess process) throws Exception {
        try (process) {
            assertThat(process.awaitExit(CEILING)).as(process.errors()).isEqualTo(exitCode);
            assertThat(process.errors()).isEmpty();
            return process.output();
        }
    }

    private static List<String> doctor(Map<String, String> variables) throws Exception {
        return doctor(0, SeatrialProcess.startIn(variables, "doctor"));
    }

    @Test
    void shouldSayWhatTheMachineHas() throws Exception {
        assertThat(doctor(Map.of("SEATRIAL_BACKENDS", "url")))
                .anyMatch(line -> line.matches("ok +java +" + Runtime.version().feature() + ".*"))
                .anyMatch(line -> line.matches("ok +cores +\\d+, .*"))
                .anyMatch(line -> line.matches("ok +descriptors +at most \\d+"))
                .anyMatch(line -> line.matches("ok +timers +at most [0-9.]+ ms late; .*"))
                .anyMatch(line -> line.matches("(ok|none) +docker .*"));
    }

    @Test
    void shouldSayWhatIsMissingAndWhatHelpsAndEndWell() throws Exception {
        List<String> lines = doctor(Map.of("SEATRIAL_BACKENDS", "url", "NATS_SERVER", "", "SEATRIAL_NATS_URL", ""));

        int nats = lines.indexOf("missing  nats         there is no URL in SEATRIAL_NATS_URL or NATS_SERVER");
        assertThat(nats).as("the line about NATS in " + lines).isNotNegative();
        assertThat(lines.get(nats + 1)).contains("-> Run .ci/setup");
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("seatrial conform can run; what needs nats or toxiproxy is skipped");
    }

    @Test
    void shouldTryWhatItFinds() throws Exception {
        OwnBackend nats = BackendResolver.of(BackendKind.NATS, System.getenv())
                .openOwn()
                .found()
                .orElse(null);
        Assumptions.assumeTrue(nats != null, "no NATS server can be started here");
        try (nats) {
            String url = nats.info().url();
            assertThat(doctor(Map.of("SEATRIAL_BACKENDS", "url", "NATS_SERVER", url)))
                    .contains("ok       nats         " + nats.info().version() + ", NATS_SERVER, answers at " + url);
            nats.stop();
            assertThat(doctor(Map.of("SEATRIAL_BACKENDS", "url", "NATS_SERVER", url)))
                    .anyMatch(line -> line.startsWith("missing  nats         at the URL in NATS_SERVER there is none"));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no ulimit")
    void shouldEndWithOneWhereTheMainJobCannotRun() throws Exception {
        List<String> few = List.of("sh", "-c", "ulimit -n 256; exec \"$@\"", "sh");

        assertThat(doctor(1, SeatrialProcess.startBy(few, "doctor")))
                .anyMatch(line -> line.matches("bad +descriptors +at most 256, which is too few"))
                .anyMatch(line -> line.matches(" +-> ulimit -n \\d+"))
                .contains("seatrial conform cannot run like this: descriptors");
    }
}
