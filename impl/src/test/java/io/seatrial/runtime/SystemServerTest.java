package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.GENERATE;
import static io.seatrial.runtime.WorkerUnderTest.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seatrial.plane.Profile;
import io.seatrial.response.Engine;
import io.seatrial.settings.SystemSettings;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemServerTest extends SystemServerFixture {

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
}
