package io.seatrial.transport.tcp;

import static io.seatrial.transport.tcp.ClientUnderTest.answer;
import static io.seatrial.transport.tcp.ClientUnderTest.failure;
import static io.seatrial.transport.tcp.ClientUnderTest.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.settings.TcpSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request after the other in the reference profile: what is on the wire, and what is refused before it (dynamo-tcp.md 6.7). */
class SharedClientTest {

    @RegisterExtension
    final ClientTrial trial = new ClientTrial();

    private final ScriptedServer server = trial.server();
    private final ClientUnderTest client = trial.client(settings());

    @Test
    void shouldBeginHealthyAndUnused() {
        assertThat(client.client.transportName()).isEqualTo("tcp");
        assertThat(client.client.isHealthy()).isTrue();
        assertThat(client.client.stats()).isEqualTo(ClientStats.ZERO);
        assertThat(client.io.connects()).isZero();
    }

    @Test
    void shouldSendPathAndRepeatItAsHeader() {
        CompletableFuture<byte[]> request = client.send(server.address(), "abc");
        ScriptedConnection connection = server.accept();
        ScriptedConnection.Frame frame = connection.readFrame();
        assertThat(frame.path()).isEqualTo("1a2b/generate");
        assertThat(frame.headers()).isEqualTo("{\"x-endpoint-path\":\"1a2b/generate\"}");
        assertThat(frame.text()).isEqualTo("abc");

        connection.ack("");
        assertThat(answer(request)).isEmpty();
        assertThat(client.client.isHealthy()).isTrue();
    }

    @Test
    void shouldKeepTheOrderOfHeadersBehindThePath() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("z", "1");
        headers.put("x-endpoint-path", "overwritten");
        headers.put("a", "2");
        client.send(server.address(), "abc", headers);

        assertThat(server.accept().readFrame().headers())
                .isEqualTo("{\"x-endpoint-path\":\"1a2b/generate\",\"z\":\"1\",\"a\":\"2\"}");
    }

    @Test
    void shouldTakeThePathFromTheHeaderWithoutOneInTheAddress() {
        client.send(server.address(""), "abc", Map.of("x-endpoint-path", "1/from/header"));

        ScriptedConnection.Frame frame = server.accept().readFrame();
        assertThat(frame.path()).isEqualTo("1/from/header");
        assertThat(frame.headers()).isEqualTo("{\"x-endpoint-path\":\"1/from/header\"}");
    }

    @Test
    void shouldReuseOneConnection() {
        CompletableFuture<byte[]> first = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        connection.ack("one");
        assertThat(answer(first)).isEqualTo("one");
        for (int i = 0; i < 5; i++) {
            CompletableFuture<byte[]> next = client.send(server.address("/other/path"), "n");
            assertThat(connection.readFrame().path()).isEqualTo("other/path");
            connection.ack("more");
            assertThat(answer(next)).isEqualTo("more");
        }
        assertThat(client.io.connects()).isOne();
    }

    @Test
    void shouldGiveEachOfManyInFlightItsOwnAnswer() {
        List<CompletableFuture<byte[]>> requests = IntStream.range(0, 5)
                .mapToObj(i -> client.send(server.address(), "request " + i))
                .toList();
        ScriptedConnection connection = server.accept();
        List<String> received =
                requests.stream().map(request -> connection.readFrame().text()).toList();
        received.forEach(connection::ack);

        assertThat(requests).extracting(ClientUnderTest::answer).containsExactlyElementsOf(received);
        assertThat(client.io.connects()).isOne();
    }

    @Test
    void shouldSendALargePayloadUnchanged() {
        byte[] large = new byte[3_000_000];
        IntStream.range(0, large.length).forEach(i -> large[i] = (byte) (i * 31));
        CompletableFuture<byte[]> request =
                client.send(server.address(), Unpooled.directBuffer().writeBytes(large), Map.of());
        ScriptedConnection connection = server.accept();
        assertThat(connection.readFrame().payload()).isEqualTo(large);

        connection.ack("");
        answer(request);
    }

    @Test
    void shouldAssembleAnAcknowledgementFromPieces() {
        CompletableFuture<byte[]> first = client.send(server.address(), "1");
        CompletableFuture<byte[]> second = client.send(server.address(), "2");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        connection.readFrame();
        for (byte piece : new byte[] {0, 0, 0, 2, 'o', 'k', 0, 0, 0, 0}) {
            connection.write(piece);
        }
        assertThat(answer(first)).isEqualTo("ok");
        assertThat(answer(second)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"invalid", "localhost:1/x", "::1:1/x", "TCP://127.0.0.1:1/x", "tcp://tcp://127.0.0.1:1/x", ""})
    void shouldRefuseAnAddressThatIsNoNumericSocketAddress(String address) {
        assertThat(failure(client.send(InstanceAddress.tcp(address), "x")))
                .isInstanceOf(PlaneException.InvalidRequest.class)
                .hasMessage("Invalid TCP address '" + address + "': invalid socket address syntax");
        assertThat(client.io.connects()).isZero();
    }

    @Test
    void shouldRefuseAnAddressOfAnotherPlane() {
        InstanceAddress http = new InstanceAddress(PlaneMode.HTTP, "http://127.0.0.1:1/x");

        assertThat(failure(client.send(http, "x")))
                .isInstanceOf(PlaneException.PlaneMismatch.class)
                .hasMessageContaining("Invalid TCP address 'http://127.0.0.1:1/x'");
    }

    @Test
    void shouldRefuseWithoutConnectingWhatCannotBeEncoded() {
        assertThat(failure(client.send(server.address(""), "x")))
                .isInstanceOf(PlaneException.InvalidRequest.class)
                .hasMessage("Missing x-endpoint-path header for TCP request");
        assertThat(failure(client.send(server.address("/"), "x")))
                .isInstanceOf(PlaneException.InvalidRequest.class)
                .hasMessage("Empty endpoint path in TCP request");
        assertThat(failure(client.send(server.address("/" + "p".repeat(1025)), "x")))
                .isInstanceOf(PlaneException.InvalidRequest.class)
                .hasMessage("Endpoint path too long: 1025 bytes");
        assertThat(failure(client.send(server.address(), "x", Map.of("h", "v".repeat(70_000)))))
                .isInstanceOf(PlaneException.InvalidRequest.class)
                .hasMessageStartingWith("Headers too large: ");
        assertThat(client.io.connects()).isZero();
    }

    @Test
    void shouldRefuseAFrameOverTheLimitWithoutConnecting() {
        int head = 8 + "1a2b/generate".length() + "{\"x-endpoint-path\":\"1a2b/generate\"}".length();
        try (ClientUnderTest small =
                ClientUnderTest.of(Profile.REFERENCE, ClientUnderTest.with(TcpSettings.MAX_MESSAGE_SIZE, head + 10))) {
            assertThat(failure(small.send(server.address(), "x".repeat(11))))
                    .isInstanceOf(PlaneException.PayloadTooLarge.class)
                    .hasMessage("Request too large: " + (head + 11) + " bytes (max: " + (head + 10) + " bytes)");
            assertThat(small.io.connects()).isZero();

            CompletableFuture<byte[]> fits = small.send(server.address(), "x".repeat(10));
            ScriptedConnection connection = server.accept();
            assertThat(connection.readFrame().payload()).hasSize(10);
            connection.ack("");
            answer(fits);
        }
    }
}
