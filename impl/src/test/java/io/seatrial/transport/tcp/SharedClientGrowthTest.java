package io.seatrial.transport.tcp;

import static io.seatrial.transport.tcp.ClientUnderTest.PATIENCE;
import static io.seatrial.transport.tcp.ClientUnderTest.answer;
import static io.seatrial.transport.tcp.ClientUnderTest.failure;
import static io.seatrial.transport.tcp.ClientUnderTest.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.ClientStats;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.TcpSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many connections a client opens, who waits for them, and when they go (dynamo-tcp.md 3.4; 6.7: 82, 83, 85, 86). */
class SharedClientGrowthTest {

    @RegisterExtension
    final ClientTrial trial = new ClientTrial();

    private final ScriptedServer server = trial.server();

    @Test
    void shouldOpenNoMoreConnectionsThanABurstNeeds() {
        ClientUnderTest client = trial.client(settings().with(TcpSettings.CHANNEL_BUFFER, 50));
        CompletableFuture<Void> gate = client.io.holdConnects();
        List<CompletableFuture<byte[]>> burst = burst(client, 200);
        server.acceptAll();
        gate.complete(null);

        burst.forEach(ClientUnderTest::answer);
        assertThat(client.io.connects()).isBetween(1, 4);
    }

    @Test
    void shouldOpenOneConnectionAtATime() {
        ClientUnderTest client = trial.client(pool(10, 1));
        CompletableFuture<Void> gate = client.io.holdConnects();
        List<CompletableFuture<byte[]>> burst = burst(client, 10);
        await().atMost(PATIENCE).until(() -> client.io.connects() == 1);
        CompletableFuture<Void> second = client.io.holdConnects();
        gate.complete(null);
        ScriptedConnection first = server.accept();
        first.readFrame();
        await().atMost(PATIENCE).until(() -> client.io.connects() == 2);

        // All the others wait for the second connection; the first still carries what it has room for.
        first.ack("");
        first.readFrame();
        assertThat(client.io.connects()).isEqualTo(2);
        server.acceptAll();
        second.complete(null);
        first.ack("");
        finish(first);
        burst.forEach(ClientUnderTest::answer);
    }

    @Test
    void shouldLetCallersWaitWhenEveryConnectionIsFull() {
        ClientUnderTest client = trial.client(pool(2, 3));
        List<CompletableFuture<byte[]>> burst = burst(client, 10);
        List<ScriptedConnection> connections = List.of(server.accept(), server.accept());
        for (ScriptedConnection connection : connections) {
            IntStream.range(0, 3).forEach(i -> connection.readFrame());
        }
        await().atMost(PATIENCE).until(() -> active(client) == 2);
        assertThat(burst).noneMatch(CompletableFuture::isDone);

        connections.forEach(connection -> IntStream.range(0, 3).forEach(i -> connection.ack("")));
        connections.forEach(SharedClientGrowthTest::finish);
        burst.forEach(ClientUnderTest::answer);
        assertThat(client.io.connects()).isEqualTo(2);
    }

    @Test
    void shouldTimeOutInLineAndGiveBackTheMemory() {
        ClientUnderTest client = trial.client(pool(1, 1).with(TcpSettings.REQUEST_TIMEOUT, Duration.ofMillis(100)));
        client.io.setClockAhead(Duration.ofHours(1));
        CompletableFuture<byte[]> holder = client.send(server.address(), "holder");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        client.io.setClockAhead(Duration.ZERO);
        CompletableFuture<byte[]> waiting = client.send(server.address(), "waiting");

        assertThat(failure(waiting)).isInstanceOf(PlaneException.RequestTimeout.class);
        connection.ack("");
        answer(holder);
        assertThat(client.io.connects()).isOne();
    }

    @Test
    void shouldFailEveryoneInLineWhenThereIsNoConnection() {
        ClientUnderTest client = trial.client(pool(1, 1));
        CompletableFuture<Void> gate = client.io.holdConnects();
        List<CompletableFuture<byte[]>> burst = burst(client, 5);
        server.close();
        gate.complete(null);

        assertThat(burst).map(ClientUnderTest::failure).allMatch(PlaneException.CannotConnect.class::isInstance);
    }

    @Test
    void shouldGoOnWithTheConnectionsItHasWhenItCannotGrow() {
        ClientUnderTest client = trial.client(pool(2, 1));
        CompletableFuture<byte[]> first = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        CompletableFuture<Void> refused = client.io.holdConnects();
        CompletableFuture<byte[]> second = client.send(server.address(), "2");
        await().atMost(PATIENCE).until(() -> client.io.connects() == 2);
        refused.completeExceptionally(new java.net.ConnectException("Connection refused"));

        connection.ack("");
        connection.acceptFrame();
        answer(first);
        answer(second);
    }

    @Test
    void shouldLimitConnectsUnderWayOverAllPeers() {
        ClientUnderTest client = trial.client(settings().with(TcpSettings.GLOBAL_CONNECT_LIMIT, 2));
        CompletableFuture<Void> gate = client.io.holdConnects();
        List<ScriptedServer> servers = IntStream.range(0, 5)
                .mapToObj(i -> ScriptedServer.start().acceptAll())
                .toList();
        List<CompletableFuture<byte[]>> requests =
                servers.stream().map(each -> client.send(each.address(), "x")).toList();
        await().atMost(PATIENCE).until(() -> client.io.connects() == 2);
        assertThat(client.io.mostConnectsAtOnce()).isEqualTo(2);

        gate.complete(null);
        requests.forEach(ClientUnderTest::answer);
        assertThat(client.io.connects()).isEqualTo(5);
        assertThat(client.io.mostConnectsAtOnce()).isEqualTo(2);
        servers.forEach(ScriptedServer::close);
    }

    @Test
    void shouldBoundTheWaitForATurnToConnect() {
        ClientUnderTest client = trial.client(settings()
                .with(TcpSettings.GLOBAL_CONNECT_LIMIT, 1)
                .with(TcpSettings.CONNECT_TIMEOUT, Duration.ofMillis(100)));
        CompletableFuture<Void> gate = client.io.holdConnects();
        CompletableFuture<byte[]> first = client.send(server.address(), "1");
        ScriptedServer other = ScriptedServer.start();
        CompletableFuture<byte[]> second = client.send(other.address(), "2");

        assertThat(failure(second)).isInstanceOf(PlaneException.ConnectTimeout.class);
        gate.complete(null);
        server.accept().acceptFrame();
        answer(first);
        other.close();
    }

    @Test
    void shouldDropAPeerThatIsUnusedForTooLong() {
        ClientUnderTest client = trial.client(settings().with(TcpSettings.HOST_IDLE_TTL, Duration.ofMillis(50)));
        CompletableFuture<byte[]> first = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept().acceptFrame();
        answer(first);
        assertThat(connection.isEndedByClient()).isTrue();

        CompletableFuture<byte[]> next = client.send(server.address(), "2");
        server.accept().acceptFrame();
        answer(next);
        assertThat(client.client.stats().errors()).isZero();
    }

    @Test
    void shouldKeepAPeerWithARequestInFlight() {
        ClientUnderTest client = trial.client(settings().with(TcpSettings.HOST_IDLE_TTL, Duration.ofMillis(20)));
        ScriptedServer unused = ScriptedServer.start();
        CompletableFuture<byte[]> slow = client.send(server.address(), "slow");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        for (int i = 0; i < 3; i++) { // each of these peers comes, goes, and so shows that the clean-up ran
            CompletableFuture<byte[]> other = client.send(unused.address(), "x");
            ScriptedConnection shortLived = unused.accept().acceptFrame();
            answer(other);
            assertThat(shortLived.isEndedByClient()).isTrue();
        }
        connection.ack("at last");
        assertThat(answer(slow)).isEqualTo("at last");
        unused.close();
    }

    private static Settings pool(int connections, int requestsEach) {
        return settings().with(TcpSettings.POOL_SIZE, connections).with(TcpSettings.CHANNEL_BUFFER, requestsEach);
    }

    private List<CompletableFuture<byte[]>> burst(ClientUnderTest client, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> client.send(server.address(), "request " + i))
                .toList();
    }

    private static int active(ClientUnderTest client) {
        ClientStats stats = client.client.stats();
        return stats.activeConnections();
    }

    /** Accepts whatever still comes on a connection, on a thread of its own. */
    private static void finish(ScriptedConnection connection) {
        ScriptedServer.run(() -> connection.eachFrame(frame -> connection.ack("")));
    }
}
