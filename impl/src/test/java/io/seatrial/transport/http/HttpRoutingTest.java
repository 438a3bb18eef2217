package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException;
import io.seatrial.serving.NoLeaks;
import io.seatrial.serving.TestHandler;
import io.seatrial.serving.Tests;
import io.seatrial.settings.HttpSettings;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handler a URL leads to (dynamo-manager.md 3.2, 3.3; 7.3: 47 to 51; 7.4: 59, 75). */
@ExtendWith(NoLeaks.class)
class HttpRoutingTest {

    private static final EndpointId SIBLING = EndpointId.of("ns", "backend", "generate", 2);
    private static final EndpointId COUSIN = EndpointId.of("ns", "other", "generate", 0x1a2b);

    private final TestHandler first = TestHandler.quick();
    private final TestHandler second = TestHandler.quick();

    private static int ask(TestServer server, String path, String body) {
        try (Http1Caller caller = server.http1()) {
            return caller.ask(path, body).status();
        }
    }

    @Test
    void shouldPublishTheFullIdentityAndLeadEachToItsOwnHandler() {
        TestHandler third = TestHandler.quick();
        try (TestServer server = TestServer.reference()
                .serving(GENERATE, first)
                .serving(SIBLING, second)
                .serving(COUSIN, third)) {
            assertThat(server.server.publishedAddress(GENERATE).value())
                    .isEqualTo("http://127.0.0.1:" + server.port() + "/v1/rpc/1a2b/ns/backend/generate");
            assertThat(ask(server, server.path(GENERATE), "a")).isEqualTo(202);
            assertThat(ask(server, server.path(SIBLING), "b")).isEqualTo(202);
            assertThat(ask(server, server.path(COUSIN), "c")).isEqualTo(202);
            await().untilAsserted(() -> {
                assertThat(first.payloads).containsExactly("a");
                assertThat(second.payloads).containsExactly("b");
                assertThat(third.payloads).containsExactly("c");
            });
            server.unregister(GENERATE);
            assertThat(ask(server, server.path(GENERATE), "x")).isEqualTo(404);
            assertThat(ask(server, server.path(SIBLING), "x")).isEqualTo(202);
            assertThat(ask(server, server.path(COUSIN), "x")).isEqualTo(202);
        }
    }

    @Test
    void shouldServeTheBareNameWhileOnlyOneCanBeMeant() {
        try (TestServer server = TestServer.reference().serving(GENERATE, first)) {
            assertThat(ask(server, "/v1/rpc/generate", "a")).isEqualTo(202);
            server.serving(SIBLING, second);
            assertThat(ask(server, "/v1/rpc/generate", "either?")).isEqualTo(404);
            server.unregister(GENERATE);
            assertThat(ask(server, "/v1/rpc/gen%65rate", "b")).isEqualTo(202);
            await().untilAsserted(() -> {
                assertThat(first.payloads).containsExactly("a");
                assertThat(second.payloads).containsExactly("b");
            });
        }
    }

    @Test
    void shouldRefuseTheSameIdentityTwice() {
        try (TestServer server = TestServer.reference().serving(GENERATE, first)) {
            assertThatThrownBy(() -> server.serving(GENERATE, second))
                    .isInstanceOf(PlaneException.DuplicateEndpoint.class);
            assertThat(ask(server, server.path(GENERATE), "a")).isEqualTo(202);
            await().untilAsserted(() -> assertThat(first.payloads).containsExactly("a"));
        }
    }

    @Test
    void shouldLetTheLastOneWinAndTheFirstUnregisterRemoveItForBothInTheModel() {
        try (TestServer server = TestServer.model().serving(GENERATE, first).serving(SIBLING, second)) {
            assertThat(server.path(GENERATE)).isEqualTo("/v1/rpc/generate");
            assertThat(server.path(SIBLING)).isEqualTo("/v1/rpc/generate");
            assertThat(ask(server, "/v1/rpc/generate", "x")).isEqualTo(202);
            await().untilAsserted(() -> assertThat(second.payloads).containsExactly("x"));
            assertThat(first.payloads).isEmpty();
            server.unregister(GENERATE);
            assertThat(ask(server, "/v1/rpc/generate", "y")).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/rpc/ec%68o", "/v1/rpc/%65%63%68%6F"})
    void shouldReadEscapesInTheModel(String path) {
        EndpointId echo = EndpointId.of("ns", "backend", "echo", 1);
        EndpointId slash = EndpointId.of("ns", "backend", "a/b", 1);
        try (TestServer server = TestServer.model().serving(echo, first).serving(slash, second)) {
            assertThat(ask(server, path, "x")).isEqualTo(202);
            assertThat(ask(server, "/v1/rpc/a/b", "x")).isEqualTo(202);
            assertThat(ask(server, "/v1/rpc/a%2Fb", "y")).isEqualTo(202);
            assertThat(ask(server, "/v1/rpc/a%b", "z")).isEqualTo(404);
            await().untilAsserted(() -> {
                assertThat(first.payloads).containsExactly("x");
                assertThat(second.payloads).containsExactlyInAnyOrder("x", "y");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/rpc/x", "/v1/rpc/", "/a%20b"})
    void shouldServeAndPublishUnderTheConfiguredRoot(String root) {
        try (TestServer server =
                TestServer.reference(HttpSettings.ROOT_PATH, root).serving(GENERATE, first)) {
            assertThat(server.path(GENERATE)).isEqualTo(root + "/1a2b/ns/backend/generate");
            assertThat(ask(server, server.path(GENERATE), "x")).isEqualTo(202);
            assertThat(ask(server, root + "/generate", "y")).isEqualTo(202);
            assertThat(ask(server, "/elsewhere" + root + "/generate", "z")).isEqualTo(404);
            await().untilAsserted(() -> assertThat(first.payloads).containsExactlyInAnyOrder("x", "y"));
        }
    }

    @Test
    void shouldPublishNamesSoThatEveryCallerSendsTheSame() {
        EndpointId odd = EndpointId.of("näme space", "a?b", "c#d", 255);
        try (TestServer server = TestServer.reference().serving(odd, first)) {
            assertThat(server.path(odd)).isEqualTo("/v1/rpc/ff/n%C3%A4me%20space/a%3Fb/c%23d");
            assertThat(ask(server, server.path(odd), "x")).isEqualTo(202);
            await().untilAsserted(() -> assertThat(first.payloads).containsExactly("x"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void shouldRefuseNamesThatCallersWouldResolve(String name) {
        try (TestServer server = TestServer.reference()) {
            assertThatThrownBy(() -> server.serving(EndpointId.of("ns", name, "generate", 1), first))
                    .isInstanceOf(PlaneException.InvalidRequest.class)
                    .hasMessageStartingWith("No URL can name '" + name + "'");
        }
    }

    @Test
    void shouldRefuseANameThatNoRequestLineHolds() {
        try (TestServer server = TestServer.reference()) {
            EndpointId longest = EndpointId.of("ns", "b", "e".repeat(4096 - "1/ns/b/".length()), 1);
            server.serving(longest, first);
            assertThat(ask(server, server.path(longest), "x")).isEqualTo(202);
            assertThatThrownBy(() -> server.serving(EndpointId.of("ns", "bc", longest.endpoint(), 1), first))
                    .isInstanceOf(PlaneException.InvalidRequest.class)
                    .hasMessage("Endpoint path too long: 4097 bytes (max: 4096 bytes)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeReachableBeforeItIsSaidToBeReady(Wire wire) {
        List<String> events = new CopyOnWriteArrayList<>();
        try (TestServer server = TestServer.reference();
                Wire.Asker caller = wire.open(server.port())) {
            HealthListener asking = (id, ready) ->
                    events.add(ready + " " + caller.post(server.path(id), "x").status());
            Tests.await(server.server.register(GENERATE, first, asking));
            server.unregister(GENERATE);
        }
        assertThat(events).containsExactly("true 202", "false 404");
    }
}
