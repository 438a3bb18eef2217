package io.seatrial.scenarios.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.scenarios.cli.SeatrialProcess;
import io.seatrial.testkit.backend.OwnBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker and a caller over NATS as processes of their own, as a user starts them, with a real server between them. */
class NatsServeAndCallTest {

    private static final Duration CEILING = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private OwnBackend nats;

    @BeforeEach
    void startServer() {
        nats = NatsServers.start();
    }

    @AfterEach
    void endServer() {
        nats.close();
    }

    private SeatrialProcess serve(String... arguments) throws Exception {
        return start("serve", arguments);
    }

    private SeatrialProcess call(String... arguments) throws Exception {
        return start("call", arguments);
    }

    private SeatrialProcess start(String command, String... arguments) throws Exception {
        return SeatrialProcess.start(Stream.concat(
                        Stream.of(command, "--transport", "nats", "--discovery", "file:" + directory, "--nats", url()),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    private String url() {
        return nats.info().url();
    }

    private String place() {
        return url().substring("nats://".length());
    }

    private void expectThree(SeatrialProcess caller) throws Exception {
        try (caller) {
            assertThat(caller.awaitExit(CEILING)).as(caller.errors()).isZero();
            assertThat(caller.output()).containsExactly("{\"data\":\"0\"}", "{\"data\":\"1\"}", "{\"data\":\"2\"}");
        }
    }

    @Test
    void shouldServeAndCallWhoeverStartsFirst() throws Exception {
        SeatrialProcess early = call("seat/demo/count", "--data", "3", "--wait", "100");
        try (SeatrialProcess worker = serve()) {
            assertThat(worker.awaitLine(CEILING)).matches("serving seat/demo instance [0-9a-f]+ on nats " + place());
            expectThree(early);
            expectThree(call("seat/demo/count", "--data", "3"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp", "http", "nats"})
    void shouldMeetInABucketOfTheServerWhoeverStartsFirst(String transport) throws Exception {
        String[] where = {"--transport", transport, "--discovery", "nats:seatrial", "--nats", url()};
        SeatrialProcess early =
                SeatrialProcess.start(all(where, "call", "seat/demo/count", "--data", "3", "--wait", "100"));
        try (SeatrialProcess worker = SeatrialProcess.start(all(where, "serve"))) {
            assertThat(worker.awaitLine(CEILING)).contains(" on " + transport + " 127.0.0.1:");
            expectThree(early);
            worker.terminate();
            assertThat(worker.awaitExit(CEILING)).as(worker.errors()).isZero();
        }
        try (SeatrialProcess late =
                SeatrialProcess.start(all(where, "call", "seat/demo/count", "--data", "3", "--wait", "1"))) {
            assertThat(late.awaitExit(CEILING)).isEqualTo(1);
            assertThat(late.errors()).contains("no instances found");
        }
    }

    private static String[] all(String[] last, String... first) {
        return Stream.concat(Stream.of(first), Stream.of(last)).toArray(String[]::new);
    }

    @Test
    void shouldTakeTheServerFromTheEnvironment() throws Exception {
        Map<String, String> environment = Map.of("NATS_SERVER", url());
        String store = "file:" + directory;
        try (SeatrialProcess worker =
                SeatrialProcess.startIn(environment, "serve", "--transport", "nats", "--discovery", store)) {
            assertThat(worker.awaitLine(CEILING)).endsWith(" on nats " + place());
            expectThree(SeatrialProcess.startIn(
                    environment,
                    "call",
                    "--transport",
                    "nats",
                    "--discovery",
                    store,
                    "seat/demo/count",
                    "--data",
                    "3"));
        }
    }

    @Test
    void shouldDrainAndExitWithZeroOnSigterm() throws Exception {
        try (SeatrialProcess worker = serve()) {
            worker.awaitLine(CEILING);
            try (SeatrialProcess caller = call("seat/demo/slow", "--data", "20")) {
                caller.awaitLine(CEILING);
                worker.terminate();
                assertThat(worker.awaitExit(CEILING)).as(worker.errors()).isZero();
                assertThat(caller.awaitExit(CEILING)).as(caller.errors()).isZero();
                assertThat(caller.output()).hasSize(20);
            }
        }
    }

    @Test
    void shouldServeOnAfterTheServerWasStartedAgain() throws Exception {
        try (SeatrialProcess worker = serve()) {
            worker.awaitLine(CEILING);
            nats.kill();
            nats.start();
            await("an answer after the restart")
                    .atMost(CEILING)
                    .untilAsserted(() -> expectThree(call("seat/demo/count", "--data", "3")));
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws Exception {
        expectError(64, "--port 9000 has no meaning on nats", "serve", "--transport", "nats", "--port", "9000");
        expectError(64, "--nats nats://a:1 is not used", "serve", "--transport", "tcp", "--nats", "nats://a:1");
        expectError(64, "must start with 'nats://'", "serve", "--transport", "nats", "--nats", "localhost:4222");
        nats.stop();
        try (SeatrialProcess worker = SeatrialProcess.startIn(
                Map.of("NATS_STARTUP_CONNECT_TIMEOUT_SECONDS", "1"),
                "serve",
                "--transport",
                "nats",
                "--nats",
                url(),
                "--discovery",
                "file:" + directory)) {
            assertThat(worker.awaitExit(CEILING)).isEqualTo(1);
            assertThat(worker.errors())
                    .contains("Failed to connect to NATS: " + url())
                    .doesNotContain("\tat ");
        }
    }

    private void expectError(int exitCode, String text, String... arguments) throws Exception {
        String[] all = Stream.concat(Stream.of(arguments), Stream.of("--discovery", "file:" + directory))
                .toArray(String[]::new);
        try (SeatrialProcess process = SeatrialProcess.start(all)) {
            assertThat(process.awaitExit(CEILING)).as(process.errors()).isEqualTo(exitCode);
            assertThat(process.errors()).contains(text).doesNotContain("\tat ");
        }
    }
}
