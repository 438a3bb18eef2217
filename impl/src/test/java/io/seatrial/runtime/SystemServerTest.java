package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.GENERATE;
import static io.seatrial.runtime.WorkerUnderTest.done;
import static io.seatrial.runtime.WorkerUnderTest.eventually;
import static io.seatrial.runtime.WorkerUnderTest.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatrial.plane.Profile;
import io.seatrial.response.Engine;
import io.seatrial.response.ResponseStream;
import io.seatrial.settings.SystemSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemServerTest {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private static WorkerUnderTest served(Profile profile) {
        return WorkerUnderTest.of(profile).with(SystemSettings.PORT, 0);
    }

    private static InetSocketAddress address(WorkerUnderTest test) {
        return done(test.worker().systemServer()).orElseThrow().address();
    }

    private HttpResponse<String> ask(WorkerUnderTest test, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + address(test).getPort() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(60))
                .build();
        return done(http.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
    }

    private HttpResponse<String> get(WorkerUnderTest test, String path) {
        return ask(test, "GET", path, "");
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellTheHealthOnBothPaths(Profile profile) {
        try (WorkerUnderTest test = served(profile)) {
            done(test.worker().serve(GENERATE, Engine.of("1")));
            for (String path : List.of("/health", "/live")) {
                HttpResponse<String> page = get(test, path);
                assertThat(page.statusCode()).isEqualTo(503);
                assertThat(page.headers().allValues("content-type")).containsExactly("text/plain; charset=utf-8");
                assertThat(page.body())
                        .matches("\\{\"endpoints\":\\{\"generate\":\"ready\"},\"status\":\"notready\","
                                + "\"uptime\":\\{\"nanos\":[0-9]+,\"secs\":[0-9]+}}");
            }
        }
    }

    @Test
    void shouldBeWellWhenTheTargetsAre() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            assertThat(get(test, "/health").statusCode())
                    .as("before anything is served")
                    .isEqualTo(503);
            done(test.worker().serve(GENERATE, Engine.of("1"), EndpointOptions.DEFAULT.withHealthPayload("{}")));
            HttpResponse<String> page = get(test, "/live?verbose");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("\"status\":\"ready\"");
        }
    }

    @Test
    void shouldTakeOtherPathsFromTheConfiguration() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)
                .with(SystemSettings.HEALTH_PATH, "/healthz")
                .with(SystemSettings.LIVE_PATH, "/livez")) {
            assertThat(get(test, "/healthz").statusCode()).isEqualTo(503);
            assertThat(get(test, "/livez").statusCode()).isEqualTo(503);
            assertThat(get(test, "/health").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({"/metadata,Discovery metadata not available", "/,Route not found", "/v1/loras,Route not found"})
    void shouldSayWhatIsNotThere(String path, String text) {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            HttpResponse<String> page = get(test, path);
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void shouldRefuseToWriteWhatCanOnlyBeRead(String method) {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            HttpResponse<String> page = ask(test, method, "/health", "{}");
            assertThat(page.statusCode()).isEqualTo(405);
            assertThat(page.headers().allValues("allow")).containsExactly("GET, HEAD");
        }
    }

    @Test
    void shouldAnswerAHeadRequestWithoutTheBody() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            HttpResponse<String> page = ask(test, "HEAD", "/health", "");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).isEmpty();
            assertThat(get(test, "/health").statusCode())
                    .as("the connection goes on")
                    .isEqualTo(503);
        }
    }

    @Test
    void shouldShowTheMetersOfItsOwnRegistry() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
            assertThat(Answers.of(done(test.call(endpoint.address())))).hasSize(1);
            HttpResponse<String> page = get(test, "/metrics");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().allValues("content-type"))
                    .containsExactly("text/plain; version=0.0.4; charset=utf-8");
            assertThat(page.body())
                    .contains("dynamo_component_requests_total{dynamo_component=\"demo\",dynamo_endpoint=\"generate\","
                            + "dynamo_namespace=\"seat\"} 1.0")
                    .contains("dynamo_component_uptime_seconds ")
                    .contains("dynamo_work_handler_pool_capacity 1500.0");
        }
    }

    @Test
    void shouldSayThatItCannotShowARegistryOfAnotherKind() {
        try (WorkerUnderTest test =
                served(Profile.REFERENCE).withService(MeterRegistry.class, new SimpleMeterRegistry())) {
            assertThat(get(test, "/metrics").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldCarryOutEngineRoutes() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            test.worker().engineRoutes().add("echo", CompletableFuture::completedFuture);
            test.worker().engineRoutes().add("fail", json -> {
                throw new IllegalStateException("not \"now\"");
            });
            assertThat(ask(test, "POST", "/engine/echo", "{\"level\":1}").body())
                    .isEqualTo("{\"level\":1}");
            assertThat(get(test, "/engine/echo").body()).isEqualTo("{}");
            assertThat(get(test, "/engine/echo").headers().allValues("content-type"))
                    .containsExactly("application/json");

            HttpResponse<String> failed = ask(test, "PUT", "/engine/fail", "{}");
            assertThat(failed.statusCode()).isEqualTo(500);
            assertThat(failed.body()).isEqualTo("{\"error\":\"Handler error\",\"message\":\"not \\\"now\\\"\"}");

            HttpResponse<String> invalid = ask(test, "POST", "/engine/echo", "{");
            assertThat(invalid.statusCode()).isEqualTo(400);
            assertThat(invalid.body()).startsWith("{\"error\":\"Invalid JSON\",\"message\":\"");

            HttpResponse<String> unknown = get(test, "/engine/none");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body())
                    .isEqualTo("{\"error\":\"Route not found\",\"message\":\"Route /engine/none not found\"}");
        }
    }

    @Test
    void shouldGiveUpOnAnEngineRouteThatDoesNotAnswer() {
        try (WorkerUnderTest test =
                served(Profile.REFERENCE).with(SystemSettings.ENGINE_ROUTE_TIMEOUT, Duration.ofMillis(50))) {
            test.worker().engineRoutes().add("hang", json -> new CompletableFuture<>());
            HttpResponse<String> page = get(test, "/engine/hang");
            assertThat(page.statusCode()).isEqualTo(500);
            assertThat(page.body()).contains("no answer within 50 ms");
        }
    }

    @Test
    void shouldNotBeThereUnlessAskedFor() {
        try (WorkerUnderTest test = WorkerUnderTest.reference()) {
            done(test.worker().serve(GENERATE, Engine.of("1")));
            assertThat(done(test.worker().systemServer())).isEmpty();
            assertThat(test.said()).doesNotContain("System server listening");
        }
    }

    @Test
    void shouldReportAPortThatIsTakenAndServeAllTheSame() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                WorkerUnderTest test = WorkerUnderTest.reference().with(SystemSettings.PORT, taken.getLocalPort())) {
            Endpoint endpoint = done(test.worker().serve(GENERATE, Engine.of("1")));
            assertThat(Answers.of(done(test.call(endpoint.address())))).containsExactly("1");
            assertThat(test.notices.toString()).contains("System server failed to start", "Address already in use");
        }
    }

    @Test
    void shouldReportAHostThatIsNoAddress() {
        try (WorkerUnderTest test = served(Profile.REFERENCE).with(SystemSettings.HOST, "localhost")) {
            assertThat(done(test.worker().systemServer())).isEmpty();
            assertThat(test.notices.toString()).contains("DYN_SYSTEM_HOST='localhost' is no IP address");
        }
    }

    @Test
    void shouldAnswerWithNotReadyWhileDrainingAndStopLast() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            HeldEngine engine = new HeldEngine();
            Endpoint endpoint =
                    done(test.worker().serve(GENERATE, engine, EndpointOptions.DEFAULT.withHealthPayload("{}")));
            assertThat(get(test, "/health").statusCode()).isEqualTo(200);
            ResponseStream stream = done(test.call(endpoint.address()));
            CompletableFuture<List<String>> answer = Answers.collect(stream).toCompletableFuture();
            done(engine.began);
            List<Integer> whileDisconnecting = new ArrayList<>();
            InetSocketAddress address = address(test);
            test.worker().onDisconnect("store", () -> {
                return CompletableFuture.runAsync(
                        () -> whileDisconnecting.add(get(test, "/health").statusCode()));
            });

            CompletableFuture<ShutdownReport> down = test.worker().shutdown().toCompletableFuture();
            HttpResponse<String> page = get(test, "/health");
            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.body()).contains("\"generate\":\"notready\"", "\"status\":\"notready\"");
            assertThat(get(test, "/metrics").body()).contains("dynamo_component_inflight_requests{");
            engine.end();
            done(answer);
            assertThat(done(down).complete()).isTrue();
            assertThat(whileDisconnecting).containsExactly(503);
            assertRefuses(address);
        }
    }

    @Test
    void shouldRefuseFromTheFirstPhaseOnInTheModel() {
        try (WorkerUnderTest test = served(Profile.DYNAMO_1_0)) {
            HeldEngine engine = new HeldEngine();
            Endpoint endpoint = done(test.worker().serve(GENERATE, engine));
            ResponseStream stream = done(test.call(endpoint.address()));
            CompletableFuture<List<String>> answer = Answers.collect(stream).toCompletableFuture();
            done(engine.began);
            InetSocketAddress address = address(test);
            CompletableFuture<ShutdownReport> down = test.worker().shutdown().toCompletableFuture();
            eventually().untilAsserted(() -> assertRefuses(address));
            assertThat(down).isNotDone();
            engine.end();
            done(answer);
            done(down);
        }
    }

    private static void assertRefuses(InetSocketAddress address) {
        assertThat(catchThrowable(() -> new Socket(address.getAddress(), address.getPort()).close()))
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void shouldRefuseARequestThatIsTooLarge() {
        try (WorkerUnderTest test = served(Profile.REFERENCE).with(SystemSettings.MAX_REQUEST_SIZE, 100)) {
            test.worker().engineRoutes().add("echo", CompletableFuture::completedFuture);
            String body = "\"" + "x".repeat(98) + "\"";
            assertThat(ask(test, "POST", "/engine/echo", body).body()).isEqualTo(body);
            assertThat(ask(test, "POST", "/engine/echo", body + " ").statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void shouldSurviveABodyThatIsFarTooLarge() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            String body = "x".repeat(2 * 1024 * 1024);
            Throwable cut = catchThrowable(
                    () -> assertThat(ask(test, "POST", "/engine/echo", body).statusCode())
                            .isEqualTo(413));
            assertThat(cut)
                    .as("refused, or cut off while it was sent")
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            io -> assertThat(io).hasRootCauseInstanceOf(IOException.class));
            assertThat(get(test, "/metadata").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldRefuseAPathThatCannotBeRead() throws IOException {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            try (Socket peer =
                    new Socket(address(test).getAddress(), address(test).getPort())) {
                peer.setSoTimeout(60_000);
                peer.getOutputStream()
                        .write("GET /%zz HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void shouldAnswerRequestsThatCameTogetherInTheirOrder() throws IOException {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            List<CompletableFuture<byte[]>> calls = new ArrayList<>();
            test.worker().engineRoutes().add("wait", json -> {
                CompletableFuture<byte[]> answer = new CompletableFuture<>();
                synchronized (calls) {
                    calls.add(answer);
                }
                return answer;
            });
            try (Socket peer =
                    new Socket(address(test).getAddress(), address(test).getPort())) {
                peer.setSoTimeout(60_000);
                peer.getOutputStream()
                        .write(("GET /engine/wait HTTP/1.1\r\nhost: x\r\n\r\n"
                                        + "GET /metadata HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                eventually().until(() -> {
                    synchronized (calls) {
                        return calls.size() == 1;
                    }
                });
                calls.get(0).complete("{\"first\":1}".getBytes(StandardCharsets.US_ASCII));
                String all = new String(peer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(all).containsSubsequence("{\"first\":1}", "Discovery metadata not available");
            }
        }
    }

    @Test
    void shouldCutOffWhoDoesNotCompleteARequest() throws IOException {
        try (WorkerUnderTest test =
                served(Profile.REFERENCE).with(SystemSettings.CONNECTION_TIMEOUT, Duration.ofMillis(200))) {
            try (Socket peer =
                    new Socket(address(test).getAddress(), address(test).getPort())) {
                peer.setSoTimeout(60_000);
                peer.getOutputStream().write("GET /health HTT".getBytes(StandardCharsets.US_ASCII));
                assertThat(end(peer)).isEqualTo(-1);
            }
        }
    }

    @Test
    void shouldCloseWhatIsNotHttp() throws IOException {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            try (Socket peer =
                    new Socket(address(test).getAddress(), address(test).getPort())) {
                peer.setSoTimeout(60_000);
                peer.getOutputStream().write("\u0001\u0002\u0003\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void shouldCloseConnectionsBeyondTheLimitAndTakeOthersAgain() throws IOException {
        try (WorkerUnderTest test = served(Profile.REFERENCE).with(SystemSettings.MAX_CONNECTIONS, 2)) {
            InetSocketAddress address = address(test);
            try (Socket one = new Socket(address.getAddress(), address.getPort());
                    Socket two = new Socket(address.getAddress(), address.getPort())) {
                for (Socket socket : List.of(one, two)) {
                    socket.setSoTimeout(60_000);
                    socket.getOutputStream()
                            .write("GET /metadata HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(socket.getInputStream().read()).isEqualTo('H');
                }
                try (Socket third = new Socket(address.getAddress(), address.getPort())) {
                    third.setSoTimeout(60_000);
                    assertThat(end(third)).isEqualTo(-1);
                }
            }
            eventually().ignoreExceptions().until(() -> get(test, "/metadata").statusCode() == 404);
        }
    }

    @Test
    void shouldNotStartOnceTheWorkerIsClosed() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            done(test.worker().close());
            failure(test.worker().systemServer());
            assertThat(test.said()).doesNotContain("System server listening");
        }
    }

    /** Returns what reading gives: the end of input, also where it comes as a reset. */
    private static int end(Socket peer) {
        try {
            InputStream in = peer.getInputStream();
            return in.read();
        } catch (SocketException reset) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
