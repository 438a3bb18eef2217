package io.seatrial.transport.tcp;

import static io.seatrial.transport.tcp.ClientUnderTest.PATIENCE;
import static io.seatrial.transport.tcp.ClientUnderTest.answer;
import static io.seatrial.transport.tcp.ClientUnderTest.failure;
import static io.seatrial.transport.tcp.ClientUnderTest.settings;
import static io.seatrial.transport.tcp.ClientUnderTest.with;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.io.SocketTransport;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notice;
import io.seatrial.settings.TcpSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a peer can do to a shared connection, and what its callers see of it (dynamo-tcp.md 3.5; 6.2: 26; 6.7: 77-80, 84; 6.10: 127). */
class SharedClientFailureTest {

    @RegisterExtension
    final ClientTrial trial = new ClientTrial();

    private final ScriptedServer server = trial.server();

    @ParameterizedTest
    @EnumSource(SocketTransport.class)
    void shouldFailWhatWaitsAtOnceWhenThePeerCloses(SocketTransport transport) {
        ClientUnderTest client = trial.opened(ClientUnderTest.of(transport, Profile.REFERENCE, settings()));
        CompletableFuture<byte[]> first = client.send(server.address(), "1");
        CompletableFuture<byte[]> second = client.send(server.address(), "2");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        connection.readFrame();
        connection.close();

        for (CompletableFuture<byte[]> request : List.of(first, second)) {
            assertBroken(failure(request), "Connection closed by peer");
        }
        assertNextSucceeds(client);
    }

    @ParameterizedTest
    @EnumSource(SocketTransport.class)
    void shouldFailWhatWaitsAtOnceWhenThePeerResets(SocketTransport transport) {
        ClientUnderTest client = trial.opened(ClientUnderTest.of(transport, Profile.REFERENCE, settings()));
        CompletableFuture<byte[]> request = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        connection.reset();

        assertBroken(failure(request), "Failed to decode response: Connection reset by peer (os error 104)");
        assertNextSucceeds(client);
    }

    @ParameterizedTest
    @EnumSource(SocketTransport.class)
    void shouldNoticeTheEndOfAnIdleConnection(SocketTransport transport) {
        ClientUnderTest client = trial.opened(ClientUnderTest.of(transport, Profile.REFERENCE, settings()));
        CompletableFuture<byte[]> first = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept().acceptFrame();
        answer(first);
        connection.close();
        await().atMost(PATIENCE).until(() -> client.io.openChannels() == 0);

        assertNextSucceeds(client);
        assertThat(client.client.stats().errors()).isZero();
    }

    @Test
    void shouldTellAnEndInsideAnAcknowledgement() {
        ClientUnderTest client = trial.client(settings());
        CompletableFuture<byte[]> request = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        connection.write((byte) 0, (byte) 0);
        connection.close();

        assertBroken(failure(request), "Failed to decode response: bytes remaining on stream");
    }

    @Test
    void shouldRefuseAnAcknowledgementOverTheLimitBeforeItsBodyComes() {
        ClientUnderTest client = trial.client(with(TcpSettings.MAX_MESSAGE_SIZE, 100));
        CompletableFuture<byte[]> request = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        connection.write(new byte[] {0, 0, 0, 97});

        assertBroken(failure(request), "Failed to decode response: Response too large: 101 bytes (max: 100 bytes)");
        assertThat(connection.isEndedByClient()).isTrue();

        CompletableFuture<byte[]> largest = client.send(server.address(), "2");
        ScriptedConnection next = server.accept();
        next.readFrame();
        next.ack("x".repeat(96));
        assertThat(answer(largest)).hasSize(96);
    }

    @Test
    void shouldNotTakeAnHttpServerForAPeer() {
        ClientUnderTest client = trial.client(settings());
        CompletableFuture<byte[]> request = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        connection.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));

        assertBroken(
                failure(request),
                "Failed to decode response: Response too large: 1213486164 bytes (max: 33554432 bytes)");
    }

    @Test
    void shouldDropAConnectionWithAnAcknowledgementThatNobodyAskedFor() {
        ClientUnderTest client = trial.client(settings());
        CompletableFuture<byte[]> request = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        connection.write(new byte[8]);
        assertThat(answer(request)).isEmpty();
        assertThat(connection.isEndedByClient()).isTrue();

        assertNextSucceeds(client);
        assertThat(client.notices)
                .extracting(Notice::toString)
                .containsExactly("TCP connection dropped: Acknowledgement without a request peer=" + server.peer());
    }

    @Test
    void shouldTimeOutAndTakeTheConnectionOutOfUseButNotFromOthers() {
        ClientUnderTest client = trial.client(with(TcpSettings.REQUEST_TIMEOUT, Duration.ofMillis(200)));
        CompletableFuture<byte[]> lost = client.send(server.address(), "lost");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        client.io.setOwnClockAhead(Duration.ofHours(1));
        CompletableFuture<byte[]> patient = client.send(server.address(), "patient");
        connection.readFrame();
        client.io.setOwnClockAhead(Duration.ZERO);
        assertThat(failure(lost))
                .isInstanceOf(PlaneException.RequestTimeout.class)
                .hasMessage("TCP request to " + server.peer() + " timed out");

        assertNextSucceeds(client);
        connection.ack("to the lost one");
        connection.ack("to the patient one");
        assertThat(answer(patient)).isEqualTo("to the patient one");
        assertThat(connection.isEndedByClient()).isTrue();
    }

    @Test
    void shouldCloseTheConnectionWithItsLastOverdueRequest() {
        ClientUnderTest client = trial.client(with(TcpSettings.REQUEST_TIMEOUT, Duration.ofMillis(50)));
        CompletableFuture<byte[]> lost = client.send(server.address(), "lost");
        ScriptedConnection connection = server.accept();
        failure(lost);
        assertThat(connection.isEndedByClient()).isTrue();
        assertThat(client.client.stats().activeConnections()).isZero();
    }

    @Test
    void shouldTypeARefusedConnect() {
        ClientUnderTest client = trial.client(settings());
        server.close();

        assertBroken(failure(client.send(server.address(), "1")), "Connection refused (os error 111)");
    }

    @Test
    void shouldTypeAConnectThatTakesTooLong() throws IOException {
        ClientUnderTest client = trial.client(with(TcpSettings.CONNECT_TIMEOUT, Duration.ofMillis(100)));
        try (FullListener full = new FullListener()) {
            assertThat(failure(client.send(full.address(), "1")))
                    .isInstanceOf(PlaneException.ConnectTimeout.class)
                    .hasMessage("TCP connect timeout to " + full.peer());
        }
    }

    private void assertNextSucceeds(ClientUnderTest client) {
        CompletableFuture<byte[]> next = client.send(server.address(), "next");
        server.accept().acceptFrame();
        assertThat(answer(next)).isEmpty();
    }

    private void assertBroken(PlaneException failure, String cause) {
        assertThat(failure)
                .isInstanceOf(PlaneException.CannotConnect.class)
                .hasMessage("TCP request to " + server.peer() + " failed");
        assertThat(failure.getCause())
                .isInstanceOf(PlaneException.Untyped.class)
                .hasMessage(cause);
    }
}
