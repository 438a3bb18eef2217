package io.seatrial.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.settings.NatsSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection against a real server: once, on demand, again after a loss, and gone without a trace. */
@NeedsNatsServer
class NatsLinkTest {

    /** Threads that are there; an executor has ended a moment before the last of its threads. */
    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("seatrial-nats"))
                .collect(Collectors.toSet());
    }

    private static String freeUrl() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "nats://127.0.0.1:" + free.getLocalPort();
        }
    }

    @Test
    void shouldConnectOnceForAllWhoAskAndNotBefore() {
        try (NatsServerProcess server = NatsServerProcess.start();
                TestLink test = TestLink.to(server.url())) {
            assertThat(threads()).isEmpty();
            assertThat(test.link.current()).isEmpty();
            assertThat(test.link.isConnected()).isFalse();
            List<CompletableFuture<Connection>> asked = IntStream.range(0, 32)
                    .mapToObj(each -> test.link.connection().toCompletableFuture())
                    .toList();
            Connection connection = TestLink.done(asked.get(0));

            assertThat(asked).allMatch(each -> TestLink.done(each) == connection);
            assertThat(test.connect()).isSameAs(connection);
            assertThat(test.link.current()).contains(connection);
            assertThat(test.link.server()).isEqualTo(server.url());
            test.awaitSaid("Connected to NATS server=" + server.url());
        }
    }

    @Test
    void shouldLeaveNoThreadBehind() {
        try (NatsServerProcess server = NatsServerProcess.start()) {
            TestLink test = TestLink.to(server.url());
            Connection connection = test.connect();
            connection.createDispatcher(message -> {}).subscribe("any");
            assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
            test.close();

            await().untilAsserted(() -> assertThat(threads()).isEmpty());
            assertThat(connection.getStatus()).isEqualTo(Connection.Status.CLOSED);
            assertThat(test.said()).endsWith("Closed the connection to NATS server=" + server.url());
            assertThatThrownBy(test::connect).isInstanceOf(PlaneException.Closed.class);
            test.close();
        }
    }

    @RepeatedTest(10)
    void shouldLeaveNoSocketBehindThoughClosedWhileConnectingAgain() throws Exception {
        try (NatsServerProcess server = NatsServerProcess.start()) {
            TestLink test = TestLink.to(server.url());
            test.connect();
            server.kill();
            try (ServerSocket mute =
                    new ServerSocket(URI.create(server.url()).getPort(), 1, InetAddress.getLoopbackAddress())) {
                mute.setSoTimeout((int) TestLink.CEILING.toMillis());
                try (Socket accepted = mute.accept()) {
                    test.close();

                    accepted.setSoTimeout((int) TestLink.CEILING.toMillis());
                    while (accepted.getInputStream().read() >= 0) {} // what it had to say
                }
            }
        }
    }

    @Test
    void shouldComeBackWithItsSubscriptionsWhenTheServerDoes() {
        try (NatsServerProcess server = NatsServerProcess.start();
                TestLink test = TestLink.to(server.url());
                TestLink other = TestLink.to(server.url())) {
            Queue<String> heard = new ConcurrentLinkedQueue<>();
            Connection connection = test.connect();
            connection
                    .createDispatcher(message -> heard.add(new String(message.getData(), StandardCharsets.UTF_8)))
                    .subscribe("subject", "q");
            TestLink.done(test.link.roundTrip(connection, TestLink.CEILING));
            for (int each = 0; each < 3; each++) {
                server.kill();
                await().atMost(TestLink.CEILING).until(() -> !test.link.isConnected());
                server.restart();
                test.awaitConnected();
                TestLink.done(test.link.roundTrip(connection, TestLink.CEILING));
                other.connect();
                other.awaitConnected();
                other.connect().publish("subject", ("after " + each).getBytes(StandardCharsets.UTF_8));
                String expected = "after " + each;
                await().atMost(TestLink.CEILING).until(() -> heard.contains(expected));
            }

            assertThat(heard).containsExactly("after 0", "after 1", "after 2");
            assertThat(test.connect()).isSameAs(connection);
            assertThat(test.said().stream().filter(line -> line.startsWith("Lost the connection to NATS")))
                    .hasSize(3);
            await().atMost(TestLink.CEILING)
                    .until(() -> test.said().stream()
                                    .filter(line -> line.startsWith("Connected to NATS again"))
                                    .count()
                            == 3);
        }
    }

    @Test
    void shouldNameUrlCauseAndRemedyWhenNobodyListens() throws IOException {
        String url = freeUrl();
        try (TestLink test = TestLink.to(url.replace("//", "//me:secret@"))) {
            assertThatThrownBy(test::connect)
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("Failed to connect to NATS: " + url
                            + ": Connection refused. Verify NATS server is running and accessible.");
            assertThat(test.link.server()).isEqualTo(url);
            assertThat(test.said()).isEmpty();
        }
    }

    @Test
    void shouldTellTheModelsTextAfterOneAttempt() throws IOException {
        String url = freeUrl();
        try (TestLink test = TestLink.with(
                Profile.DYNAMO_1_0,
                TestLink.settings(url).with(NatsSettings.STARTUP_CONNECT_TIMEOUT, Duration.ofHours(1)))) {
            assertThatThrownBy(test::connect)
                    .isInstanceOf(PlaneException.CannotConnect.class)
                    .hasMessage("Failed to connect to NATS: Connection refused."
                            + " Verify NATS server is running and accessible.");
        }
    }

    @Test
    void shouldWaitWithinItsBoundForAServerThatIsStartedLater() {
        try (NatsServerProcess server = NatsServerProcess.start();
                TestLink test = TestLink.with(
                        TestLink.settings(server.url()).with(NatsSettings.STARTUP_CONNECT_TIMEOUT, TestLink.CEILING))) {
            server.kill();
            CompletableFuture<Connection> waiting = test.link.connection().toCompletableFuture();
            await().until(() -> !threads().isEmpty());
            assertThat(waiting).isNotDone();
            server.restart();
            assertThat(TestLink.done(waiting).getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    @Test
    void shouldTryAgainWhenAskedAgain() {
        try (NatsServerProcess server = NatsServerProcess.start();
                TestLink test = TestLink.to(server.url())) {
            server.kill();
            assertThatThrownBy(test::connect).isInstanceOf(PlaneException.CannotConnect.class);
            server.restart();
            assertThat(test.connect().getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAUrlOfAnotherKind(Profile profile) {
        try (TestLink test = TestLink.with(profile, TestLink.settings("http://127.0.0.1:4222"))) {
            assertThatThrownBy(test::connect)
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessageContaining("server: Validation error: server must start with 'nats://'")
                    .hasMessageContaining("NATS_SERVER='http://127.0.0.1:4222'");
        }
    }

    @Test
    void shouldRefuseAUrlThatCannotBeRead() {
        try (TestLink test = TestLink.with(TestLink.settings("nats://me:secret@[::"))) {
            assertThatThrownBy(test::connect)
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessageContaining("NATS_SERVER='nats://[::' is no URL of a NATS server")
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void shouldGiveUpAServerThatAcceptsAndSaysNothing() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TestLink test = TestLink.with(TestLink.settings("nats://127.0.0.1:" + silent.getLocalPort())
                        .with(NatsSettings.CONNECT_TIMEOUT, Duration.ofMillis(100)))) {
            assertThatThrownBy(test::connect).isInstanceOf(PlaneException.CannotConnect.class);
        }
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
    }

    @Test
    void shouldCloseWhileItConnects() throws IOException {
        TestLink test;
        CompletableFuture<Connection> waiting;
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            test = TestLink.with(TestLink.settings("nats://127.0.0.1:" + silent.getLocalPort()));
            waiting = test.link.connection().toCompletableFuture();
            silent.accept().close();
            test.close();
        }
        await().untilAsserted(() -> assertThat(threads()).isEmpty());
        assertThat(waiting).isCompletedExceptionally();
    }

    @Test
    void shouldMakeANewConnectionAfterOneThatTheServerRefusedToTakeBack() {
        String open = "authorization { token: sesame }";
        try (NatsServerProcess server = NatsServerProcess.start(open);
                TestLink test = TestLink.with(TestLink.settings(server.url())
                        .with(NatsSettings.TOKEN, Optional.of("sesame"))
                        .with(NatsSettings.STARTUP_CONNECT_TIMEOUT, TestLink.CEILING)
                        .with(NatsSettings.CONNECT_TIMEOUT, Duration.ofMillis(500)))) {
            Connection first = test.connect();
            server.configure("authorization { token: other }");
            server.restart();
            test.awaitSaid("The connection to NATS is closed for good");
            assertThat(test.link.current()).isEmpty();
            assertThatThrownBy(test::connect).isInstanceOf(PlaneException.ConfigurationError.class);
            server.configure(open);
            server.restart();
            Connection second = test.connect();

            assertThat(second).isNotSameAs(first);
            assertThat(test.link.isConnected()).isTrue();
        }
    }

    @Test
    void shouldAnswerARoundTripOnlyWhenTheServerHasDealtWithWhatWasSent() {
        try (NatsServerProcess server = NatsServerProcess.start();
                TestLink test = TestLink.to(server.url());
                TestLink other = TestLink.to(server.url())) {
            Connection connection = test.connect();
            Connection asking = other.connect();
            for (int each = 0; each < 200; each++) {
                String subject = "subject." + each;
                connection
                        .createDispatcher(message -> connection.publish(message.getReplyTo(), null))
                        .subscribe(subject);
                TestLink.done(test.link.roundTrip(connection, TestLink.CEILING));
                asking.request(subject, null)
                        .orTimeout(60, java.util.concurrent.TimeUnit.SECONDS)
                        .join();
            }
        }
    }

    @Test
    void shouldEndARoundTripAtItsBoundAndWithTheLink() {
        try (NatsServerProcess server = NatsServerProcess.start()) {
            TestLink test = TestLink.to(server.url());
            Connection connection = test.connect();
            server.kill();
            assertThatThrownBy(() -> TestLink.done(test.link.roundTrip(connection, Duration.ofMillis(1))))
                    .isInstanceOf(PlaneException.RequestTimeout.class);
            CompletableFuture<Void> open =
                    test.link.roundTrip(connection, TestLink.CEILING).toCompletableFuture();
            test.close();
            assertThatThrownBy(() -> TestLink.done(open)).isInstanceOf(PlaneException.class);
        }
    }
}
