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
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.TestHandler;
import io.seatrial.settings.NatsSettings;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client makes of a connection that comes late, is lost, or belongs to others. */
@NeedsNatsServer
class NatsClientConnectionTest {

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

    @Test
    void shouldConnectWithItsFirstRequestAndTellWhyItCannot() {
        try (TestPlane plane = TestPlane.with(Profile.REFERENCE, TestLink.settings(nats.url()))) {
            RequestPlaneClient client = plane.client();
            assertThat(plane.link.link.current()).isEmpty();
            assertThat(client.isHealthy()).isTrue();
            nats.kill();
            PlaneException failure = failure(plane.send(client, SILENT, "x"));
            assertThat(failure)
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("NATS request to silent failed");
            assertThat(failure.getCause()).hasMessageStartingWith("Failed to connect to NATS: " + nats.url());
            nats.restart();
            raw.awaitConnected();
            assertThat(failure(plane.send(client, "nobody", "x"))).hasRootCauseMessage("no responders: no responders");
            assertThat(client.isHealthy()).isTrue();
        }
    }

    @Test
    void shouldCloseItselfAndNotTheConnection() {
        try (TestPlane plane = TestPlane.reference(nats)) {
            RequestPlaneClient client = plane.client();
            CompletableFuture<byte[]> request = plane.send(client, SILENT, "x");
            await().atMost(TestLink.CEILING).until(() -> heard.size() == 1);
            CompletionStage<Void> closed = client.close();
            assertThat(closed.toCompletableFuture()).isNotDone();
            assertThat(failure(plane.send(client, SILENT, "y")))
                    .isInstanceOf(PlaneException.Closed.class)
                    .hasMessage("The NATS client is closed");
            raw.connect().publish(heard.remove().getReplyTo(), new byte[0]);
            acknowledged(request);
            TestLink.done(closed);

            assertThat(client.isHealthy()).isFalse();
            assertThat(plane.link.link.isConnected()).isTrue();
            assertThat(failure(plane.send(plane.client(), "nobody", "x")))
                    .isInstanceOf(PlaneException.CannotConnect.class);
        }
    }

    @Test
    void shouldFailWhatWasSentWhenTheConnectionIsLostAndSendLaterWhatWaited() {
        TestHandler handler = TestHandler.quick();
        try (TestPlane plane = TestPlane.with(
                Profile.REFERENCE, TestPlane.settings(nats, NatsSettings.REQUEST_TIMEOUT, TestLink.CEILING))) {
            NatsServer server = plane.server();
            register(server, GENERATE, handler);
            RequestPlaneClient client = plane.client();
            CompletableFuture<byte[]> sent = plane.send(client, SILENT, "x");
            await().atMost(TestLink.CEILING).until(() -> heard.size() == 1);
            nats.kill();
            assertThat(failure(sent))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasRootCauseMessage("connection to " + nats.url() + " lost before the acknowledgement");
            await().atMost(TestLink.CEILING).until(() -> !plane.link.link.isConnected());
            assertThat(client.isHealthy()).isFalse();
            CompletableFuture<byte[]> waiting =
                    plane.send(client, server.publishedAddress(GENERATE).value(), "waited");
            plane.link.awaitSaid(
                    "Trouble with the connection to NATS server=" + nats.url() + " reason=Connection refused");
            assertThat(waiting).isNotDone();
            nats.restart();

            acknowledged(waiting);
            await().atMost(TestLink.CEILING).until(() -> handler.payloads.contains("waited"));
            assertThat(client.isHealthy()).isTrue();
        }
    }

    /** The news of a loss can be late: by then requests may have been sent on the connection as it is now. */
    @Test
    void shouldFailOnlyWhatWasSentBeforeTheLoss() {
        try (TestPlane plane = TestPlane.with(
                Profile.REFERENCE, TestPlane.settings(nats, NatsSettings.REQUEST_TIMEOUT, TestLink.CEILING))) {
            NatsClient client = (NatsClient) plane.client();
            Connection connection = plane.link.connect();
            nats.kill();
            await().atMost(TestLink.CEILING).until(() -> !plane.link.link.isConnected());
            CompletableFuture<byte[]> waiting = plane.send(client, SILENT, "waits");
            client.lost(connection, 0);
            assertThat(waiting).isNotDone();
            nats.restart();
            plane.link.awaitSaid("Connected to NATS again");
            raw.awaitConnected();
            CompletableFuture<byte[]> sent = plane.send(client, SILENT, "sent");
            client.lost(connection, 0);
            client.lost(raw.connect(), 1);
            assertThat(sent).isNotDone();
            client.lost(connection, 1);
            assertThat(failure(sent)).isInstanceOf(PlaneException.CannotConnect.class);
            waiting.cancel(true);
        }
    }

    @Test
    void shouldRefuseWhatFindsNoRoomWhileTheConnectionIsLost() {
        Settings settings = TestPlane.settings(nats)
                .with(NatsSettings.MAX_IN_FLIGHT, 20_000)
                .with(NatsSettings.REQUEST_TIMEOUT, Duration.ofSeconds(1));
        try (TestPlane plane = TestPlane.with(Profile.REFERENCE, settings)) {
            RequestPlaneClient client = plane.client();
            failure(plane.send(client, "nobody", "x"));
            nats.kill();
            await().atMost(TestLink.CEILING).until(() -> !plane.link.link.isConnected());
            CompletableFuture<byte[]> last = plane.send(client, SILENT, "x".repeat(1024));
            for (int each = 0; each < 10_000 && !last.isDone(); each++) {
                last = plane.send(client, SILENT, "x".repeat(1024));
            }
            assertThat(failure(last))
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasStackTraceContaining("Unable to queue any more messages during reconnect");
        }
    }
}
