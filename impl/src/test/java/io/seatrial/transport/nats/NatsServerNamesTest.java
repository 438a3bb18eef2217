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
import io.seatrial.plane.PlaneException;
import io.seatrial.serving.TestHandler;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Under which names endpoints are reached, and which of them get into each other's way. */
@NeedsNatsServer
class NatsServerNamesTest {

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
    @CsvSource({"a.b, backend, generate", "Seat, Peer.X, Echo", "a b, *, x/>", ".., $SYS, é%"})
    void shouldReachEveryNameWhereItIsPublished(String namespace, String component, String endpoint) {
        EndpointId id = EndpointId.of(namespace, component, endpoint, -1);
        TestHandler handler = TestHandler.quick();
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            register(server, id, handler);
            acknowledged(plane.send(plane.client(), server.publishedAddress(id), "x", Map.of()));
            await().atMost(TestLink.CEILING).until(() -> handler.payloads.size() == 1);
        }
    }

    @Test
    void shouldNotBeReachedInTheModelWhereTheSlugDiffers() {
        EndpointId id = EndpointId.of("a.b", "Backend", "generate", 1);
        try (TestPlane plane = TestPlane.model(nats)) {
            NatsServer server = plane.server();
            register(server, id, TestHandler.quick());

            assertThat(failure(plane.send(plane.client(), server.publishedAddress(id), "x", Map.of())))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("NATS request to a.b_Backend.generate-1 failed");
            acknowledged(plane.send(plane.client(), "a_b_backend.generate-1", "x"));
        }
    }

    @Test
    void shouldShareAQueueGroup() {
        TestHandler handler = TestHandler.quick();
        AtomicInteger others = new AtomicInteger();
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            register(server, GENERATE, handler);
            String subject = server.publishedAddress(GENERATE).value();
            Connection connection = raw.connect();
            Dispatcher other = connection
                    .createDispatcher(message -> others.incrementAndGet())
                    .subscribe(subject, "q");
            TestLink.done(raw.link.confirmSubscription(connection, subject, TestLink.CEILING));
            for (int each = 0; each < 200; each++) {
                publish(subject, null, "x");
            }
            await().atMost(TestLink.CEILING).until(() -> others.get() + handler.payloads.size() == 200);
            connection.closeDispatcher(other);
            assertThat(others).hasPositiveValue();
            assertThat(handler.payloads).isNotEmpty();
        }
    }

    @Test
    void shouldRefuseADuplicateAndKeepTheFirst() {
        TestHandler first = TestHandler.quick();
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            register(server, GENERATE, first);
            assertThatThrownBy(() -> register(server, GENERATE, TestHandler.quick()))
                    .isInstanceOf(PlaneException.DuplicateEndpoint.class)
                    .hasMessage("Endpoint 'ns/backend/generate/1a2b' is registered already");
            ask(server.publishedAddress(GENERATE).value(), "x");
            await().atMost(TestLink.CEILING).until(() -> first.payloads.size() == 1);
        }
    }

    @Test
    void shouldRefuseAnotherIdentityOfTheSameSubject() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            register(server, EndpointId.of("a", "b_c", "d", 1), TestHandler.quick());
            assertThatThrownBy(() -> register(server, EndpointId.of("a_b", "c", "d", 1), TestHandler.quick()))
                    .isInstanceOf(PlaneException.DuplicateEndpoint.class)
                    .hasMessage("Endpoint 'a_b/c/d/1' would listen on 'a_b_c.d-1', where 'a/b_c/d/1' does already."
                            + " Rename one of them");
        }
    }

    @Test
    void shouldLoseTheFirstOfANameInTheModelWhichGoesOn() {
        EndpointId sibling = EndpointId.of("ns", "other", "generate", 0x1a2b);
        TestHandler first = TestHandler.quick();
        TestHandler second = TestHandler.quick();
        try (TestPlane plane = TestPlane.model(nats)) {
            NatsServer server = plane.server();
            register(server, GENERATE, first);
            register(server, sibling, second);
            ask(server.publishedAddress(GENERATE).value(), "x");
            ask(server.publishedAddress(sibling).value(), "y");
            unregister(server, GENERATE); // takes the second, which has the name
            assertThatThrownBy(() -> ask(server.publishedAddress(sibling).value(), "y"));
            unregister(server, GENERATE);
            ask(server.publishedAddress(GENERATE).value(), "x");
            await().atMost(TestLink.CEILING).until(() -> first.payloads.size() == 2);

            assertThat(second.payloads).containsExactly("y");
            TestLink.done(server.close());
            assertThatThrownBy(() -> ask(server.publishedAddress(GENERATE).value(), "x"));
        }
    }

    @Test
    void shouldRefuseASubjectThatIsTooLong() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            EndpointId id = EndpointId.of("n".repeat(1024), "b", "c", 1);
            assertThatThrownBy(() -> register(server, id, TestHandler.quick()))
                    .isInstanceOf(PlaneException.InvalidRequest.class);
            assertThat(server.inFlight()).isZero();
        }
    }
}
