package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.Profile;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.HttpSettings;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server answers, over both protocols and in both profiles (dynamo-manager.md 3.1; 7.4: 56 to 62). */
@ExtendWith(NoLeaks.class)
class ServerAnswersTest {

    private final TestHandler handler = TestHandler.quick();

    static Stream<Arguments> everywhere() {
        return Stream.of(Profile.values())
                .flatMap(profile -> Stream.of(Wire.values()).map(wire -> Arguments.of(profile, wire)));
    }

    private static TestServer start(Profile profile) {
        return TestServer.start(profile, TestServer.settings());
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldAcceptARequestAndHandItOver(Profile profile, Wire wire) {
        try (TestServer server = start(profile).serving(GENERATE, handler);
                Wire.Asker caller = wire.open(server.port())) {
            Wire.Answer answer = caller.post(server.path(GENERATE), "hello");
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers())
                    .containsEntry("content-type", "text/plain; charset=utf-8")
                    .containsEntry("content-length", "0");
            await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("hello"));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldAcceptARequestWithoutABody(Profile profile, Wire wire) {
        try (TestServer server = start(profile).serving(GENERATE, handler);
                Wire.Asker caller = wire.open(server.port())) {
            assertThat(caller.post(server.path(GENERATE), "").status()).isEqualTo(202);
            await().untilAsserted(() -> assertThat(handler.payloads).containsExactly(""));
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldAnswerBeforeTheHandlerEndsAndHoweverItEnds(Profile profile, Wire wire) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        try (TestServer server = start(profile).serving(GENERATE, TestHandler.doing(slow -> end));
                Wire.Asker caller = wire.open(server.port())) {
            assertThat(caller.post(server.path(GENERATE), "x").status()).isEqualTo(202);
            end.completeExceptionally(new IllegalStateException("broken engine"));
            await().untilAsserted(() -> assertThat(server.notices)
                    .anySatisfy(notice -> assertThat(notice.toString())
                            .startsWith("Failed to handle request endpoint=ns/backend/generate/1a2b")
                            .endsWith("broken engine")));
            assertThat(server.server.inFlight()).isZero();
            assertThat(caller.post(server.path(GENERATE), "y").status()).isEqualTo(202);
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldOutliveAHandlerThatThrows(Profile profile, Wire wire) {
        TestHandler throwing = TestHandler.doing(any -> {
            throw new AssertionError("broken handler");
        });
        try (TestServer server = start(profile).serving(GENERATE, throwing);
                Wire.Asker caller = wire.open(server.port())) {
            assertThat(caller.post(server.path(GENERATE), "x").status()).isEqualTo(202);
            await().untilAsserted(() -> assertThat(server.said()).anyMatch(line -> line.contains("broken handler")));
            await().until(() -> server.server.inFlight() == 0);
            assertThat(server.unregister(GENERATE).complete()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldNotFindWhatNobodyServes(Profile profile, Wire wire) {
        try (TestServer server = start(profile);
                Wire.Asker caller = wire.open(server.port())) {
            Wire.Answer answer = caller.post("/v1/rpc/no/such", "hello");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("Endpoint not found");
            assertThat(answer.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
            assertThat(server.said()).contains("No handler found for endpoint: no/such");
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldNotFindOtherPaths(Profile profile, Wire wire) {
        try (TestServer server = start(profile).serving(GENERATE, handler);
                Wire.Asker caller = wire.open(server.port())) {
            for (String path : new String[] {"/", "/v1/rpc", "/v1/rpc/", "/v1/rpcs/generate", "/other?x=/v1/rpc/a"}) {
                Wire.Answer answer = caller.post(path, "hello");
                assertThat(answer.status()).as(path).isEqualTo(404);
                assertThat(answer.body())
                        .as(path)
                        .isEqualTo(profile.isReference() ? "No such path: requests go to /v1/rpc/{endpoint}" : "");
            }
            assertThat(handler.payloads).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everywhere")
    void shouldAllowNothingButPost(Profile profile, Wire wire) {
        try (TestServer server = start(profile).serving(GENERATE, handler);
                Wire.Asker caller = wire.open(server.port())) {
            for (String method : new String[] {"GET", "PUT", "DELETE", "OPTIONS", "post"}) {
                Wire.Answer answer = caller.ask(method, server.path(GENERATE), "");
                assertThat(answer.status()).as(method).isEqualTo(405);
                assertThat(answer.headers()).as(method).containsEntry("allow", "POST");
                assertThat(answer.body())
                        .isEqualTo(profile.isReference() ? "Method " + method + " is not allowed: use POST" : "");
            }
            assertThat(handler.payloads).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeTwoMebibytesAndNotOneByteMoreInTheModel(Wire wire) {
        String largest = "x".repeat(2_097_152);
        try (TestServer server = TestServer.model().serving(GENERATE, handler)) {
            try (Wire.Asker caller = Large.over(wire, server.port())) {
                assertThat(caller.post("/v1/rpc/generate", largest).status()).isEqualTo(202);
            }
            for (String path : new String[] {"/v1/rpc/generate", "/v1/rpc/nobody"}) {
                try (Wire.Asker caller = Large.over(wire, server.port())) {
                    Wire.Answer answer = caller.post(path, largest + "x");
                    assertThat(answer.status()).isEqualTo(413);
                    assertThat(answer.body()).isEqualTo("Failed to buffer the request body: length limit exceeded");
                    assertThat(answer.headers()).containsEntry("content-type", "text/plain; charset=utf-8");
                }
            }
            await().untilAsserted(() -> assertThat(handler.payloads).containsExactly(largest));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepToItsOwnLimitInTheReference(Wire wire) {
        try (TestServer server =
                TestServer.reference(HttpSettings.MAX_BODY_SIZE, 10).serving(GENERATE, handler)) {
            try (Wire.Asker caller = wire.open(server.port())) {
                assertThat(caller.post(server.path(GENERATE), "0123456789").status())
                        .isEqualTo(202);
            }
            try (Wire.Asker caller = wire.open(server.port())) {
                Wire.Answer answer = caller.post(server.path(GENERATE), "0123456789x");
                assertThat(answer.status()).isEqualTo(413);
                assertThat(answer.body()).isEqualTo("Request body too large: the limit is 10 bytes");
            }
            await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("0123456789"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldGoOnAfterARefusal(Wire wire) {
        try (TestServer server = TestServer.reference().serving(GENERATE, handler);
                Wire.Asker caller = wire.open(server.port())) {
            assertThat(caller.post("/elsewhere", "some body that nobody reads").status())
                    .isEqualTo(404);
            assertThat(caller.post("/v1/rpc/nobody", "another").status()).isEqualTo(404);
            assertThat(caller.ask("PUT", server.path(GENERATE), "a third").status())
                    .isEqualTo(405);
            assertThat(caller.post(server.path(GENERATE), "wanted").status()).isEqualTo(202);
            await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("wanted"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhenPoolAndQueueAreFull(Wire wire) {
        TestHandler held = TestHandler.held();
        try (TestServer server = TestServer.start(
                                Profile.REFERENCE,
                                TestServer.settings()
                                        .with(HttpSettings.WORKER_POOL_SIZE, 2)
                                        .with(HttpSettings.WORK_QUEUE_SIZE, 1))
                        .serving(GENERATE, held);
                Wire.Asker caller = wire.open(server.port())) {
            String path = server.path(GENERATE);
            for (String body : new String[] {"runs", "runs too", "waits"}) {
                assertThat(caller.post(path, body).status()).isEqualTo(202);
            }
            Wire.Answer answer = caller.post(path, "too much");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("Server overloaded: worker at capacity");
            await().until(() -> held.running.size() == 2);
            held.finishOne();
            await().untilAsserted(() -> assertThat(held.payloads).containsExactly("runs", "runs too", "waits"));
            assertThat(caller.post(path, "there is room").status()).isEqualTo(202);
            await().untilAsserted(() -> {
                held.running.forEach(running -> running.complete(null));
                assertThat(server.server.inFlight()).isZero();
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNeverBeFullInTheModel(Wire wire) {
        TestHandler held = TestHandler.held();
        try (TestServer server = TestServer.start(
                                Profile.DYNAMO_1_0,
                                TestServer.settings()
                                        .with(HttpSettings.WORKER_POOL_SIZE, 1)
                                        .with(HttpSettings.WORK_QUEUE_SIZE, 1))
                        .serving(GENERATE, held);
                Wire.Asker caller = wire.open(server.port())) {
            for (int i = 0; i < 50; i++) {
                assertThat(caller.post("/v1/rpc/generate", "x").status()).isEqualTo(202);
            }
            await().until(() -> held.running.size() == 50);
            held.running.forEach(running -> running.complete(null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldHandTheCallersHeadersToTheHandler(Wire wire) {
        try (TestServer server = TestServer.reference().serving(GENERATE, handler);
                Wire.Asker caller = wire.open(server.port())) {
            caller.post(
                    server.path(GENERATE),
                    "x",
                    "content-type",
                    "application/octet-stream",
                    "accept",
                    "*/*",
                    "traceparent",
                    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                    "x-request-id",
                    "42",
                    "tracestate",
                    "a=b",
                    "x-request-id",
                    "second");
            await().until(() -> !handler.requests.isEmpty());
            assertThat(handler.requests.remove().headers())
                    .containsExactly(
                            Map.entry("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"),
                            Map.entry("x-request-id", "42"),
                            Map.entry("tracestate", "a=b"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellEndpointsApartByWhatStandsBehindTheRoot(Wire wire) {
        TestHandler other = TestHandler.quick();
        EndpointId slash = EndpointId.of("ns", "back/end", "gen%erate", 2);
        try (TestServer server =
                        TestServer.reference().serving(GENERATE, handler).serving(slash, other);
                Wire.Asker caller = wire.open(server.port())) {
            assertThat(server.path(slash)).isEqualTo("/v1/rpc/2/ns/back%2Fend/gen%25erate");
            assertThat(caller.post(server.path(slash) + "?query", "x").status()).isEqualTo(202);
            assertThat(caller.post("/v1/rpc/1a2b/ns/back%65nd/generate", "y").status())
                    .isEqualTo(202);
            await().untilAsserted(() -> {
                assertThat(other.payloads).containsExactly("x");
                assertThat(handler.payloads).containsExactly("y");
            });
            assertThat(caller.post("/v1/rpc/2/ns/back/end/gen%25erate", "z").status())
                    .isEqualTo(404);
            assertThat(caller.post("/v1/rpc/%ff%fe", "z").status()).isEqualTo(400);
        }
    }
}
