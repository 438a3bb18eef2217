package io.seatrial.transport.nats;

import static io.seatrial.serving.Tests.GENERATE;
import static io.seatrial.transport.nats.TestPlane.acknowledged;
import static io.seatrial.transport.nats.TestPlane.failure;
import static io.seatrial.transport.nats.TestPlane.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.NeedsNatsServer;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.NatsSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sending side against a real server, and peers that do not answer as they should. */
@NeedsNatsServer
class NatsClientTest {

    private static final Duration SOON = Duration.ofMillis(100);
    private static final String SILENT = "silent";

    private NatsServerProcess nats;
    private TestLink raw;
    private final Queue<Message> heard = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void start() {
        nats = NatsServerProcess.start("max_payload: 1024");
        raw = TestLink.to(nats.url());
        Connection connection = raw.connect();
        Dispatcher dispatcher = connection.createDispatcher(heard::add).subscribe(SILENT);
        assertThat(dispatcher.isActive()).isTrue();
        TestLink.done(raw.link.confirmSubscription(connection, SILENT, TestLink.CEILING));
    }

    @AfterEach
    void stop() {
        raw.close();
        nats.close();
    }

    private Settings impatient() {
        return TestPlane.settings(nats, NatsSettings.REQUEST_TIMEOUT, SOON);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFailAtOnceWhereNobodyListens(Profile profile) {
        try (TestPlane plane =
                TestPlane.with(profile, TestPlane.settings(nats, NatsSettings.REQUEST_TIMEOUT, Duration.ofHours(1)))) {
            assertThat(failure(plane.send(plane.client(), "nobody", "x")))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("NATS request to nobody failed")
                    .hasRootCauseMessage("no responders: no responders");
        }
    }

    @Test
    void shouldFailWhenNoAcknowledgementComesInTime() {
        try (TestPlane plane = TestPlane.with(Profile.REFERENCE, impatient())) {
            RequestPlaneClient client = plane.client();
            for (int each = 0; each < 3; each++) { // the timer ends and is set again
                assertThat(failure(plane.send(client, SILENT, "x")))
                        .isInstanceOf(PlaneException.RequestTimeout.class)
                        .hasMessage("NATS request to silent failed: no acknowledgement within 100 ms");
            }
            assertThat(client.stats().errors()).isEqualTo(3);
        }
    }

    @Test
    void shouldFailAsTheModelWhenNoAcknowledgementComesInTime() {
        try (TestPlane plane = TestPlane.with(Profile.DYNAMO_1_0, impatient())) {
            assertThat(failure(plane.send(plane.client(), SILENT, "x")))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("NATS request to silent failed")
                    .hasRootCauseMessage("request timed out: deadline has elapsed");
        }
    }

    @Test
    void shouldRefuseWhatIsLargerThanTheServerTakesHeadersCounted() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            NatsServer server = plane.server();
            RequestPlaneClient client = plane.client();
            register(server, GENERATE, TestHandler.quick());
            InstanceAddress address = server.publishedAddress(GENERATE);
            Map<String, String> headers = Map.of("name", "value");
            int overhead = "NATS/1.0\r\nname:value\r\n\r\n".length();

            acknowledged(plane.send(client, address, "x".repeat(1024), Map.of()));
            acknowledged(plane.send(client, address, "x".repeat(1024 - overhead), headers));
            assertThat(failure(plane.send(client, address, "x".repeat(1025 - overhead), headers)))
                    .isInstanceOf(PlaneException.PayloadTooLarge.class)
                    .hasMessage("Request payload is too large for this deployment. Reduce the input size or metadata"
                            + " size and retry. It has 1025 bytes, headers counted, and the limit of " + nats.url()
                            + " is 1024 bytes");
            assertThat(failure(plane.send(client, address, "x".repeat(1025), Map.of())))
                    .isInstanceOf(PlaneException.PayloadTooLarge.class);
            acknowledged(plane.send(client, address, "x", Map.of()));
        }
    }

    @Test
    void shouldLearnOfALimitByTheTimeOutInTheModel() {
        try (TestPlane plane = TestPlane.with(Profile.DYNAMO_1_0, impatient())) {
            assertThat(failure(plane.send(plane.client(), SILENT, "x".repeat(1025))))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasRootCauseMessage("request timed out: deadline has elapsed");
            assertThat(heard).isEmpty();
        }
    }

    @Test
    void shouldRefuseMoreRequestsThanMayWait() {
        try (TestPlane plane = TestPlane.with(
                Profile.REFERENCE,
                impatient()
                        .with(NatsSettings.MAX_IN_FLIGHT, 2)
                        .with(NatsSettings.REQUEST_TIMEOUT, Duration.ofSeconds(1)))) {
            RequestPlaneClient client = plane.client();
            CompletableFuture<byte[]> one = plane.send(client, SILENT, "x");
            CompletableFuture<byte[]> two = plane.send(client, SILENT, "x");
            assertThat(failure(plane.send(client, SILENT, "x")))
                    .isInstanceOf(PlaneException.Overloaded.class)
                    .hasMessageContaining("SEATRIAL_NATS_MAX_IN_FLIGHT");
            assertThat(one.cancel(false)).isTrue();
            CompletableFuture<byte[]> three = plane.send(client, SILENT, "x");

            assertThat(failure(two)).isInstanceOf(PlaneException.RequestTimeout.class);
            assertThat(failure(three)).isInstanceOf(PlaneException.RequestTimeout.class);
        }
    }

    @Test
    void shouldForgetARequestThatItsCallerGaveUp() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            RequestPlaneClient client = plane.client();
            CompletableFuture<byte[]> request = plane.send(client, SILENT, "x");
            await().atMost(TestLink.CEILING).until(() -> heard.size() == 1);
            assertThat(client.stats().activeConnections()).isEqualTo(1);
            assertThat(request.cancel(true)).isTrue();
            assertThat(client.stats()).isEqualTo(new ClientStats(1, 0, 1, 1, 0, 0, 1, 0));
            raw.connect().publish(heard.remove().getReplyTo(), new byte[0]); // too late
            TestLink.done(client.close());
            assertThat(client.stats().responsesReceived()).isZero();
        }
    }

    @Test
    void shouldCountWhatItDid() {
        try (TestPlane plane = TestPlane.reference(nats);
                TestPlane model = TestPlane.model(nats)) {
            NatsServer server = plane.server();
            RequestPlaneClient client = plane.client();
            register(server, GENERATE, TestHandler.quick());
            String subject = server.publishedAddress(GENERATE).value();
            assertThat(client.stats().isAvailable()).isFalse();
            acknowledged(plane.send(client, subject, "four"));
            acknowledged(plane.send(client, subject, "four"));
            failure(plane.send(client, "nobody", "x"));
            ClientStats stats = client.stats();

            assertThat(stats.requestsSent()).isEqualTo(3);
            assertThat(stats.responsesReceived()).isEqualTo(2);
            assertThat(stats.errors()).isEqualTo(1);
            assertThat(stats.bytesSent()).isEqualTo(9);
            assertThat(stats.activeConnections()).isZero();
            assertThat(stats.idleConnections()).isEqualTo(1);
            assertThat(stats.avgLatencyMicros()).isPositive();
            acknowledged(model.send(model.client(), subject, "four"));
            assertThat(model.client().stats()).isEqualTo(new ClientStats(0, 0, 0, 0, 0, 1, 0, 0));
        }
    }

    @Test
    void shouldRefuseAddressesOfOtherPlanesAndUnusableHeaders() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            RequestPlaneClient client = plane.client();
            assertThat(failure(plane.send(client, InstanceAddress.tcp("127.0.0.1:1/1/generate"), "x", Map.of())))
                    .isInstanceOf(PlaneException.PlaneMismatch.class);
            assertThat(failure(
                            plane.send(client, new InstanceAddress(PlaneMode.NATS, SILENT), "x", Map.of("a b", "c"))))
                    .isInstanceOf(PlaneException.InvalidRequest.class);
            assertThat(failure(plane.send(client, "a subject", "x")))
                    .isInstanceOf(PlaneException.InvalidRequest.class)
                    .hasMessageStartingWith("NATS request to a subject failed: ");
            assertThat(client.stats().errors()).isEqualTo(3);
        }
    }
}
