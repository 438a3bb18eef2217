package io.seatrial.scenarios.peer;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.scenarios.cli.SeatrialProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker and a caller as processes of their own, as a user starts them. */
class ServeAndCallTest {

    private static final Duration CEILING = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private SeatrialProcess worker;

    @BeforeEach
    void startWorker() throws Exception {
        worker = SeatrialProcess.start("serve", "--discovery", "file:" + directory);
        String line = worker.awaitLine(CEILING);
        assertThat(line).matches("serving seat/demo instance [0-9a-f]+ on tcp 127\\.0\\.0\\.1:\\d+");
    }

    @AfterEach
    void endWorker() {
        worker.close();
    }

    private SeatrialProcess call(String... arguments) throws Exception {
        return SeatrialProcess.start(
                Stream.concat(Stream.of("call", "--discovery", "file:" + directory), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    @Test
    void shouldPrintEachItemAsOneLineOfJson() throws Exception {
        try (SeatrialProcess caller = call("seat/demo/count", "--data", "\"3\"")) {
            assertThat(caller.awaitExit(CEILING)).isZero();
            assertThat(caller.output()).containsExactly("{\"data\":\"0\"}", "{\"data\":\"1\"}", "{\"data\":\"2\"}");
        }
        try (SeatrialProcess caller = call("seat/demo/echo", "--data", "{\"a\": 1}")) {
            assertThat(caller.awaitExit(CEILING)).isZero();
            assertThat(caller.output()).containsExactly("{\"data\":\"{\\\"a\\\":1}\"}");
        }
    }

    @Test
    void shouldTellTheRemotesTextAndExitWithOne() throws Exception {
        try (SeatrialProcess caller = call("seat/demo/fail")) {
            assertThat(caller.awaitExit(CEILING)).isEqualTo(1);
            assertThat(caller.output()).isEmpty();
            assertThat(caller.errors()).contains("Generate Error: this endpoint refuses every request");
        }
    }

    @Test
    void shouldTellHealthAndMetricsOverHttp() throws Exception {
        try (SeatrialProcess watched =
                SeatrialProcess.start("serve", "--discovery", "file:" + directory, "--system-port", "0")) {
            watched.awaitLine(CEILING);
            String said = watched.errors();
            String place =
                    said.substring(said.indexOf("http://")).lines().findFirst().orElseThrow();
            HttpClient http = HttpClient.newHttpClient();
            HttpResponse<String> health = http.send(
                    HttpRequest.newBuilder(URI.create(place + "/health")).build(), ofString());
            assertThat(health.statusCode()).isEqualTo(503); // no health target, so it is as it starts
            assertThat(health.body()).contains("\"count\":\"ready\"");
            HttpResponse<String> metrics = http.send(
                    HttpRequest.newBuilder(URI.create(place + "/metrics")).build(), ofString());
            assertThat(metrics.body()).contains("dynamo_component_requests_total{");
        }
    }

    @Test
    void shouldStopAfterSomeItems() throws Exception {
        try (SeatrialProcess caller = call("seat/demo/slow", "--data", "100000", "--stop-after", "2")) {
            assertThat(caller.awaitExit(CEILING)).isZero();
            assertThat(caller.output()).hasSize(2);
        }
    }

    @Test
    void shouldPrintTheFiguresOfManyRequests() throws Exception {
        try (SeatrialProcess caller = call(
                "seat/demo/count", "--data", "2", "--requests", "2000", "--concurrency", "64", "--warmup", "100")) {
            assertThat(caller.awaitExit(CEILING)).isZero();
            assertThat(caller.output())
                    .singleElement()
                    .asString()
                    .matches("requests=2000 items=4000 errors=0 seconds=" + "[0-9.]+ rps=\\d+ p50us=\\d+ p99us=\\d+");
        }
    }

    @Test
    void shouldDrainUnpublishAndExitWithZeroOnSigterm() throws Exception {
        try (SeatrialProcess caller = call("seat/demo/slow", "--data", "20")) {
            caller.awaitLine(CEILING);
            worker.terminate();
            assertThat(worker.awaitExit(CEILING)).isZero();
            assertThat(caller.awaitExit(CEILING)).isZero();
            assertThat(caller.output())
                    .as("items of the stream that was under way")
                    .hasSize(20);
        }
        try (Stream<Path> entries = Files.list(directory.resolve("v1/instances"))) {
            assertThat(entries).as("what is still published").isEmpty();
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws Exception {
        String port = worker.output().get(0).replaceAll(".*:", "");
        expectError(1, "already in use", "serve", "--port", port, "--discovery", "file:" + directory);
        expectError(64, "not an IP literal", "serve", "--host", "localhost", "--discovery", "file:" + directory);
        expectError(64, "1 to 16 hex digits", "serve", "--instance", "0x1f", "--discovery", "file:" + directory);
        expectError(64, "is not JSON", "call", "seat/demo/echo", "--data", "hi", "--discovery", "file:" + directory);
        expectError(64, "namespace/component/endpoint", "call", "echo", "--discovery", "file:" + directory);
        expectError(64, "reaches no other process", "serve", "--discovery", "memory");
        expectError(
                1, "no instances found", "call", "seat/demo/none", "--wait", "1", "--discovery", "file:" + directory);
        Path file = Files.writeString(directory.resolve("file"), "");
        expectError(64, file.toString(), "serve", "--discovery", "file:" + file);
    }

    private static void expectError(int exitCode, String text, String... arguments) throws Exception {
        try (SeatrialProcess process = SeatrialProcess.start(arguments)) {
            assertThat(process.awaitExit(CEILING))
                    .as("exit code of " + String.join(" ", arguments) + ": " + process.errors())
                    .isEqualTo(exitCode);
            assertThat(process.errors()).contains(text).doesNotContain("\tat ");
        }
    }

    @Test
    void shouldPassOverForeignFilesInTheStore() throws Exception {
        Files.writeString(directory.resolve("v1/instances/not%2Dours"), "this is no JSON");
        try (SeatrialProcess caller = call("seat/demo/count", "--data", "1")) {
            assertThat(caller.awaitExit(CEILING)).isZero();
            assertThat(caller.output()).containsExactly("{\"data\":\"0\"}");
        }
    }
}
