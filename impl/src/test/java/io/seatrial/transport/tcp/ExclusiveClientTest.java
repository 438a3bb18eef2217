package io.seatrial.transport.tcp;

import static io.seatrial.transport.tcp.ClientUnderTest.answer;
import static io.seatrial.transport.tcp.ClientUnderTest.failure;
import static io.seatrial.transport.tcp.ClientUnderTest.settings;
import static io.seatrial.transport.tcp.ClientUnderTest.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.settings.TcpSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The client of 1.0.x: exclusive connections with their blind spots (dynamo-tcp.md 3.3, 3.5, 6.7, 6.10). */
class ExclusiveClientTest {

    @RegisterExtension
    final ClientTrial trial = new ClientTrial();

    private final ScriptedServer server = trial.server();
    private final ClientUnderTest client = trial.client(Profile.DYNAMO_1_0, settings());

    @Test
    void shouldOpenOneConnectionForEachRequestInFlightAndReuseTheLast() {
        List<CompletableFuture<byte[]>> burst = IntStream.range(0, 4)
                .mapToObj(i -> client.send(server.address(), "request " + i))
                .toList();
        List<ScriptedConnection> connections =
                burst.stream().map(request -> server.accept()).toList();
        List<String> payloads = connections.stream()
                .map(connection -> connection.readFrame().text())
                .toList();
        for (int i = 0; i < 4; i++) {
            connections.get(i).ack("answer to " + payloads.get(i));
            int index = Integer.parseInt(payloads.get(i).substring("request ".length()));
            assertThat(answer(burst.get(index))).isEqualTo("answer to request " + index);
        }

        for (int i = 0; i < 3; i++) {
            CompletableFuture<byte[]> next = client.send(server.address(), "next");
            assertThat(connections.get(3).readFrame().text()).isEqualTo("next");
            connections.get(3).ack("");
            answer(next);
        }
        assertThat(client.io.connects()).isEqualTo(4);
    }

    @Test
    void shouldKeepNoMoreIdleConnectionsThanThePoolHolds() {
        try (ClientUnderTest small = ClientUnderTest.of(Profile.DYNAMO_1_0, with(TcpSettings.POOL_SIZE, 1))) {
            CompletableFuture<byte[]> first = small.send(server.address(), "1");
            CompletableFuture<byte[]> second = small.send(server.address(), "2");
            ScriptedConnection one = server.accept();
            ScriptedConnection two = server.accept();
            one.acceptFrame();
            answer(CompletableFuture.anyOf(first, second).thenApply(byte[].class::cast));
            two.acceptFrame();
            answer(first);
            answer(second);

            assertThat(two.isEndedByClient()).isTrue();
            assertThat(small.io.openChannels()).isOne();
        }
    }

    @Test
    void shouldFailOnceOnAConnectionThatThePeerClosedWhileItWasIdle() {
        ScriptedConnection connection = idleConnection();
        connection.close();
        await().atMost(ClientUnderTest.PATIENCE).until(() -> client.io.openChannels() == 0);

        assertThat(failure(client.send(server.address(), "stale")))
                .isInstanceOf(PlaneException.CannotConnect.class)
                .hasMessage("TCP request to " + server.peer() + " failed")
                .hasRootCauseMessage("Connection closed by peer");
        CompletableFuture<byte[]> next = client.send(server.address(), "fresh");
        server.accept().acceptFrame();
        assertThat(answer(next)).isEmpty();
        assertThat(client.client.stats().errors()).isOne();
    }

    @Test
    void shouldFindAResetOfAnIdleConnectionWhenItWrites() {
        ScriptedConnection connection = idleConnection();
        connection.reset();
        await().atMost(ClientUnderTest.PATIENCE).until(() -> client.io.openChannels() == 0);

        assertThat(failure(client.send(server.address(), "stale")))
                .isInstanceOf(PlaneException.CannotConnect.class)
                .hasRootCauseMessage("Write failed: Connection reset by peer (os error 104)");
    }

    @Test
    void shouldTakeASurplusAcknowledgementForTheNextRequest() {
        ScriptedConnection connection = idleConnection();
        connection.ack("nobody asked");

        // Whether the surplus is there before the request is written or after, it is what answers it.
        CompletableFuture<byte[]> next = client.send(server.address(), "next");
        assertThat(answer(next)).isEqualTo("nobody asked");
        assertThat(connection.readFrame().text()).isEqualTo("next");
        assertThat(client.io.connects()).isOne();
    }

    @Test
    void shouldTakeEveryBodyForSuccess() {
        ScriptedConnection connection = idleConnection();
        for (String body : List.of("Unknown endpoint: x", "Server overloaded: x", "Read error: x", "anything")) {
            CompletableFuture<byte[]> request = client.send(server.address(), "x");
            connection.readFrame();
            connection.ack(body);
            assertThat(answer(request)).isEqualTo(body);
        }
        assertThat(client.client.stats().errors()).isZero();
        assertThat(client.client.stats().responsesReceived()).isEqualTo(5);
    }

    @Test
    void shouldOpenAConnectionForARequestThatCannotBeEncoded() {
        assertThat(failure(client.send(server.address(""), "x")))
                .isInstanceOf(PlaneException.CannotConnect.class)
                .hasMessage("TCP request to " + server.peer() + " failed")
                .hasRootCauseMessage("Missing x-endpoint-path header for TCP request");
        assertThat(server.accept().isEndedByClient()).isTrue();

        assertThat(failure(client.send(server.address("/" + "p".repeat(65_536)), "x")))
                .hasRootCauseMessage("Endpoint path too long: 65536 bytes");
        assertThat(server.accept().isEndedByClient()).isTrue();
        assertThat(client.client.stats().errors()).isEqualTo(2);
    }

    @Test
    void shouldSendAnEmptyPath() {
        CompletableFuture<byte[]> request = client.send(server.address("/"), "x");
        ScriptedConnection connection = server.accept();
        ScriptedConnection.Frame frame = connection.readFrame();
        assertThat(frame.path()).isEmpty();
        assertThat(frame.headers()).isEqualTo("{\"x-endpoint-path\":\"\"}");

        connection.ack("Read error: invalid endpoint path length: 0");
        assertThat(answer(request)).isEqualTo("Read error: invalid endpoint path length: 0");
    }

    @Test
    void shouldLeaveUnusableAddressesAndFailedConnectsUntypedAndUncounted() {
        InstanceAddress http = new InstanceAddress(PlaneMode.HTTP, "http://127.0.0.1:1/x");
        assertThat(failure(client.send(http, "12345")))
                .isInstanceOf(PlaneException.Untyped.class)
                .hasMessage("Invalid TCP address 'http://127.0.0.1:1/x': invalid socket address syntax");
        server.close();
        assertThat(failure(client.send(server.address(), "12345")))
                .isInstanceOf(PlaneException.Untyped.class)
                .hasMessage("Connection refused (os error 111)");
        assertThat(client.client.stats()).isEqualTo(new ClientStats(2, 0, 0, 10, 0, 0, 0, 0));
    }

    @Test
    void shouldKeepTheConnectionOfATimedOutRequestForItsLateAcknowledgementOnly() {
        try (ClientUnderTest hasty = ClientUnderTest.of(
                Profile.DYNAMO_1_0, settings().with(TcpSettings.REQUEST_TIMEOUT, Duration.ofMillis(50)))) {
            CompletableFuture<byte[]> request = hasty.send(server.address(), "slow");
            ScriptedConnection connection = server.accept();
            connection.readFrame();
            assertThat(failure(request))
                    .isInstanceOf(PlaneException.RequestTimeout.class)
                    .hasMessage("TCP request to " + server.peer() + " timed out");
            assertThat(hasty.io.openChannels()).isOne();

            connection.ack("late");
            assertThat(connection.isEndedByClient()).isTrue();
            assertThat(hasty.client.stats().responsesReceived()).isZero();
        }
    }

    @Test
    void shouldNotReuseTheConnectionOfACancelledRequest() {
        CompletableFuture<byte[]> cancelled = client.send(server.address(), "cancelled");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        cancelled.cancel(false);
        connection.ack("to nobody");
        assertThat(connection.isEndedByClient()).isTrue();
    }

    @Test
    void shouldSendHeadersAsTheyAre() {
        client.send(server.address(), "x", Map.of("traceparent", "00-1-2-01"));
        assertThat(server.accept().readFrame().headers())
                .isEqualTo("{\"x-endpoint-path\":\"1a2b/generate\",\"traceparent\":\"00-1-2-01\"}");
    }

    private ScriptedConnection idleConnection() {
        CompletableFuture<byte[]> first = client.send(server.address(), "first");
        ScriptedConnection connection = server.accept().acceptFrame();
        answer(first);
        return connection;
    }
}
