package io.seatrial.transport.nats;

import static io.seatrial.serving.Tests.GENERATE;
import static io.seatrial.transport.nats.TestPlane.acknowledged;
import static io.seatrial.transport.nats.TestPlane.failure;
import static io.seatrial.transport.nats.TestPlane.register;
import static io.seatrial.transport.nats.TestPlane.unregister;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.NeedsNatsServer;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.serving.TestHandler;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endpoints on a real server: reachable when register returns, acknowledged first, told apart by all of their identity. */
@NeedsNatsServer
class NatsServerTest {

    private static NatsServerProcess nats;
    private static TestLink raw;

    @BeforeAll
    static void start() {
        nats = NatsServerProcess.start();
        raw = TestLink.to(nats.url());
    }

    @AfterAll
    static void stop() {
        raw.close();
        nats.close();
    }

    private static Message ask(String subject, String payload) {
        return TestLink.done(raw.connect().requestWithTimeout(subject, payload.getBytes(UTF_8), TestLink.CEILING));
    }

    private static void publish(String subject, Headers headers, String payload) {
        Connection connection = raw.connect();
        connection.publish(subject, headers, payload.getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeReachableAsSoonAsItIsRegistered(Profile profile) {
        try (TestPlane plane = TestPlane.with(profile, TestPlane.settings(nats))) {
            NatsServer server = plane.server();
            for (int each = 0; each < 100; each++) {
                EndpointId id = GENERATE.name().instance(each);
                register(server, id, TestHandler.quick());
                assertThat(ask(server.publishedAddress(id).value(), "x").getData())
                        .isEmpty();
            }
        }
    }

    @Test
    void shouldSayThatItIsReadyWhenItCanBeReachedAndNotReadyWhenItRefuses() {
        Queue<String> events = new ConcurrentLinkedQueue<>();
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            RequestPlaneClient client = plane.client();
            String subject = server.publishedAddress(GENERATE).value();
            HealthListener asking = (id, ready) -> plane.send(client, subject, "x")
                    .whenComplete((body, failure) -> events.add(ready + " " + (failure == null)));
            TestLink.done(server.register(GENERATE, TestHandler.quick(), asking));
            await().atMost(TestLink.CEILING).until(() -> events.size() == 1);
            unregister(server, GENERATE);
            await().atMost(TestLink.CEILING).until(() -> events.size() == 2);
        }
        assertThat(events).containsExactly("true true", "false false");
    }

    @ParameterizedTest
    @EnumSource
    void shouldAcknowledgeWithNothingBeforeTheHandlerEnds(Profile profile) {
        TestHandler held = TestHandler.held();
        try (TestPlane plane = TestPlane.with(profile, TestPlane.settings(nats))) {
            NatsServer server = plane.server();
            register(server, GENERATE, held);
            Message ack = ask(server.publishedAddress(GENERATE).value(), "the bytes");

            assertThat(ack.getData()).isEmpty();
            assertThat(ack.hasHeaders()).isFalse();
            await().atMost(TestLink.CEILING).until(() -> !held.running.isEmpty());
            assertThat(held.payloads).containsExactly("the bytes");
            assertThat(server.inFlight()).isEqualTo(1);
            held.finishOne();
            await().atMost(TestLink.CEILING).until(() -> server.inFlight() == 0);
            assertThat(held.requests).allMatch(request -> request.payload().refCnt() == 0);
        }
    }

    @Test
    void shouldAcknowledgeBeforeTheHandlerBegins() {
        Queue<String> order = new ConcurrentLinkedQueue<>();
        String inbox = raw.connect().createInbox();
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            Connection connection = plane.link.connect();
            register(server, GENERATE, TestHandler.doing(handler -> {
                connection.publish(inbox, "handler".getBytes(UTF_8));
                return CompletableFuture.completedFuture(null);
            }));
            Dispatcher listening = raw.connect()
                    .createDispatcher(message -> order.add(message.getData().length == 0 ? "ack" : "handler"))
                    .subscribe(inbox);
            for (int each = 0; each < 100; each++) {
                raw.connect().publish(server.publishedAddress(GENERATE).value(), inbox, new byte[1]);
                int size = 2 * (each + 1);
                await().pollInterval(Duration.ofMillis(2))
                        .atMost(TestLink.CEILING)
                        .until(() -> order.size() == size);
            }
            raw.connect().closeDispatcher(listening);
        }
        assertThat(String.join(" ", order)).isEqualTo("ack handler ".repeat(100).trim());
    }

    @Test
    void shouldRunARequestWithoutAReplySubjectAndHandOverItsHeaders() {
        TestHandler handler = TestHandler.quick();
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            register(server, GENERATE, handler);
            Headers headers = new Headers().add("traceparent", "00-1-2-01").add("tracestate", "a=1", "b=2");
            publish(server.publishedAddress(GENERATE).value(), headers, "x");
            await().atMost(TestLink.CEILING).until(() -> !handler.requests.isEmpty());

            assertThat(handler.requests.peek().headers())
                    .isEqualTo(Map.of("traceparent", "00-1-2-01", "tracestate", "a=1,b=2"));
            publish(server.publishedAddress(GENERATE).value(), null, "y");
            await().atMost(TestLink.CEILING).until(() -> handler.requests.size() == 2);
            assertThat(plane.link.said()).noneMatch(line -> line.contains("respond"));
        }
    }

    @Test
    void shouldCountAHandlerThatFailsAsEnded() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            register(server, GENERATE, TestHandler.doing(handler -> {
                throw new IllegalStateException("broken");
            }));
            assertThat(ask(server.publishedAddress(GENERATE).value(), "x").getData())
                    .isEmpty();
            plane.link.awaitSaid("NATS worker failed to handle request endpoint=ns/backend/generate/1a2b");
            await().atMost(TestLink.CEILING).until(() -> server.inFlight() == 0);
        }
    }

    @Test
    void shouldTellOfTheConnectionInTheReferenceOnly() {
        try (NatsServerProcess own = NatsServerProcess.start();
                TestPlane plane = TestPlane.reference(own);
                TestPlane model = TestPlane.model(own)) {
            NatsServer server = plane.server();
            NatsServer ofModel = model.server();
            assertThat(server.address()).isEqualTo(own.url());
            assertThat(server.isHealthy()).isTrue();
            own.kill();
            await().atMost(TestLink.CEILING).until(() -> !server.isHealthy());
            assertThat(ofModel.address()).isEqualTo("nats://connected");
            assertThat(ofModel.isHealthy()).isTrue();
            own.restart();
            await().atMost(TestLink.CEILING).until(server::isHealthy);
            TestLink.done(server.close());
            assertThat(server.isHealthy()).isFalse();
        }
    }

    @Test
    void shouldOutliveAMessageThatTheLibraryCannotRead() throws IOException {
        TestHandler handler = TestHandler.quick();
        try (TestPlane plane = TestPlane.reference(nats);
                Socket socket = new Socket("127.0.0.1", nats.port())) {
            NatsServer server = plane.server();
            register(server, GENERATE, handler);
            String subject = server.publishedAddress(GENERATE).value();
            String header = "NATS/1.0\r\nname:é\r\n\r\n";
            int length = header.getBytes(UTF_8).length;
            socket.getOutputStream()
                    .write(("CONNECT {\"headers\":true}\r\nHPUB " + subject + " " + length + " " + length + "\r\n"
                                    + header + "\r\nPING\r\n")
                            .getBytes(UTF_8));
            plane.link.awaitSaid("A message from NATS cannot be read; the connection is made anew");
            plane.link.awaitSaid("Connected to NATS again");
            acknowledged(plane.send(plane.client(), subject, "x"));
            await().atMost(TestLink.CEILING).until(() -> handler.payloads.size() == 1);
        }
    }

    @Test
    void shouldFailToRegisterWhatTheServerDoesNotPermit() {
        String denying = "authorization { users: [ { user: user, password: user,"
                + " permissions: { subscribe: { deny: \"ns_backend.>\" } } } ] }";
        try (NatsServerProcess own = NatsServerProcess.start(denying);
                TestPlane plane = TestPlane.reference(own)) {
            NatsServer server = plane.server();
            Queue<String> events = new ConcurrentLinkedQueue<>();
            assertThatThrownBy(() -> TestLink.done(
                            server.register(GENERATE, TestHandler.quick(), (id, ready) -> events.add("" + ready))))
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessage("The NATS server " + own.url()
                            + " does not permit to subscribe to 'ns_backend.generate-1a2b'."
                            + " Permit it for this user, or use another");
            assertThat(events).isEmpty();
            register(server, EndpointId.of("other", "backend", "generate", 1), TestHandler.quick());
        }
    }
}
