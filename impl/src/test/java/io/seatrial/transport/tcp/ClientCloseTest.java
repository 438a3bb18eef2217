package io.seatrial.transport.tcp;

import static io.seatrial.transport.tcp.ClientUnderTest.answer;
import static io.seatrial.transport.tcp.ClientUnderTest.failure;
import static io.seatrial.transport.tcp.ClientUnderTest.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.settings.TcpSettings;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a client: what is in flight ends, nothing new begins, nothing is left. */
class ClientCloseTest {

    @RegisterExtension
    final ClientTrial trial = new ClientTrial();

    private final ScriptedServer server = trial.server();

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldEndWithoutEverHavingConnected(Profile profile) {
        ClientUnderTest client = trial.client(profile, settings());
        assertThat(client.client.close().toCompletableFuture()).succeedsWithin(ClientUnderTest.PATIENCE);
        assertThat(client.client.isHealthy()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldCloseIdleConnections(Profile profile) {
        ClientUnderTest client = trial.client(profile, settings());
        CompletableFuture<byte[]> request = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept().acceptFrame();
        answer(request);

        assertThat(client.client.close().toCompletableFuture()).succeedsWithin(ClientUnderTest.PATIENCE);
        assertThat(connection.isEndedByClient()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldWaitForRequestsInFlight(Profile profile) {
        ClientUnderTest client = trial.client(profile, settings());
        CompletableFuture<byte[]> request = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        CompletableFuture<Void> closed = client.client.close().toCompletableFuture();
        assertThat(closed).isNotDone();

        connection.ack("in time");
        assertThat(answer(request)).isEqualTo("in time");
        assertThat(closed).succeedsWithin(ClientUnderTest.PATIENCE);
        assertThat(connection.isEndedByClient()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldNotWaitLongerThanTheRequestTimeout(Profile profile) {
        ClientUnderTest client =
                trial.client(profile, settings().with(TcpSettings.REQUEST_TIMEOUT, Duration.ofMillis(100)));
        CompletableFuture<byte[]> request = client.send(server.address(), "1");
        server.accept().readFrame();
        CompletableFuture<Void> closed = client.client.close().toCompletableFuture();

        assertThat(failure(request)).isInstanceOf(PlaneException.RequestTimeout.class);
        assertThat(closed).succeedsWithin(ClientUnderTest.PATIENCE);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldFinishWhatWaitsForAConnection(Profile profile) {
        ClientUnderTest client = trial.client(profile, settings());
        CompletableFuture<Void> gate = client.io.holdConnects();
        CompletableFuture<byte[]> request = client.send(server.address(), "1");
        await().atMost(ClientUnderTest.PATIENCE).until(() -> client.io.connects() == 1);
        CompletableFuture<Void> closed = client.client.close().toCompletableFuture();
        gate.complete(null);
        server.accept().acceptFrame();

        answer(request);
        assertThat(closed).succeedsWithin(ClientUnderTest.PATIENCE);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldRefuseRequestsAfterwards(Profile profile) {
        ClientUnderTest client = trial.client(profile, settings());
        client.client.close();
        assertThat(failure(client.send(server.address(), "1")))
                .isInstanceOf(PlaneException.Closed.class)
                .hasMessage("The TCP client is closed");
        assertThat(client.io.connects()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldEndWhenClosedTwiceOrAfterTheNetwork(Profile profile) {
        ClientUnderTest client = trial.client(profile, settings());
        CompletableFuture<byte[]> request = client.send(server.address(), "1");
        server.accept().readFrame();
        client.closeNetwork();

        assertThat(failure(request)).isInstanceOf(PlaneException.CannotConnect.class);
        assertThat(failure(client.send(server.address(), "2"))).isInstanceOf(PlaneException.class);
        assertThat(client.client.close().toCompletableFuture()).succeedsWithin(ClientUnderTest.PATIENCE);
        assertThat(client.client.close().toCompletableFuture()).succeedsWithin(ClientUnderTest.PATIENCE);
    }
}
