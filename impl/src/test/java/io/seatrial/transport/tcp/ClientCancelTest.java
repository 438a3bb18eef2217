package io.seatrial.transport.tcp;

import static io.seatrial.transport.tcp.ClientUnderTest.PATIENCE;
import static io.seatrial.transport.tcp.ClientUnderTest.answer;
import static io.seatrial.transport.tcp.ClientUnderTest.settings;
import static io.seatrial.transport.tcp.ClientUnderTest.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.Profile;
import io.seatrial.settings.TcpSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Callers that give up: what was not written never is, what was written keeps its place among the acknowledgements. */
class ClientCancelTest {

    @RegisterExtension
    final ClientTrial trial = new ClientTrial();

    private final ScriptedServer server = trial.server();

    @Test
    void shouldNeverWriteWhatWasCancelledInLine() {
        ClientUnderTest client =
                trial.client(settings().with(TcpSettings.POOL_SIZE, 1).with(TcpSettings.CHANNEL_BUFFER, 1));
        CompletableFuture<byte[]> first = client.send(server.address(), "first");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        ByteBuf payload = Unpooled.copiedBuffer("cancelled", UTF_8);
        CompletableFuture<byte[]> cancelled = client.send(server.address(), payload, Map.of());
        CompletableFuture<byte[]> last = client.send(server.address(), "last");
        cancelled.cancel(false);
        await().atMost(PATIENCE).until(() -> payload.refCnt() == 0);

        connection.ack("");
        answer(first);
        assertThat(connection.readFrame().text()).isEqualTo("last");
        connection.ack("");
        answer(last);
        assertThat(cancelled).isCancelled();
    }

    @Test
    void shouldNotWriteWhatWasCancelledWhileConnecting() {
        ClientUnderTest client = trial.client(settings());
        CompletableFuture<Void> gate = client.io.holdConnects();
        CompletableFuture<byte[]> cancelled = client.send(server.address(), "cancelled");
        CompletableFuture<byte[]> kept = client.send(server.address(), "kept");
        cancelled.cancel(false);
        gate.complete(null);
        ScriptedConnection connection = server.accept();
        assertThat(connection.readFrame().text()).isEqualTo("kept");
        connection.ack("");
        answer(kept);
    }

    @Test
    void shouldNotWriteWhatWasCancelledBeforeTheEventLoopCameToIt() {
        ClientUnderTest client =
                trial.client(settings().with(TcpSettings.POOL_SIZE, 1).with(TcpSettings.CHANNEL_BUFFER, 1));
        CompletableFuture<byte[]> first = client.send(server.address(), "first");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        CompletableFuture<Void> cancelled = first.thenAccept(
                onEventLoop -> client.send(server.address(), "cancelled").cancel(false));
        connection.ack("");
        cancelled.join();

        CompletableFuture<byte[]> last = client.send(server.address(), "last");
        assertThat(connection.readFrame().text()).isEqualTo("last");
        connection.ack("");
        answer(last);
    }

    @Test
    void shouldSwallowTheAcknowledgementOfWhatWasCancelledInFlight() {
        ClientUnderTest client =
                trial.client(with(TcpSettings.CHANNEL_BUFFER, 2).with(TcpSettings.POOL_SIZE, 1));
        CompletableFuture<byte[]> cancelled = client.send(server.address(), "cancelled");
        CompletableFuture<byte[]> other = client.send(server.address(), "other");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        connection.readFrame();
        cancelled.cancel(false);
        connection.ack("to nobody");
        connection.ack("to the other");
        assertThat(answer(other)).isEqualTo("to the other");

        // Both permits came back, and the connection is still good.
        CompletableFuture<byte[]> third = client.send(server.address(), "3");
        CompletableFuture<byte[]> fourth = client.send(server.address(), "4");
        connection.acceptFrame().acceptFrame();
        answer(third);
        answer(fourth);
        assertThat(client.io.connects()).isOne();
        assertThat(client.client.stats().errors()).isOne();
        assertThat(client.client.stats().responsesReceived()).isEqualTo(3);
    }

    @Test
    void shouldTimeOutOnTheAcknowledgementOfWhatWasCancelledInFlight() {
        ClientUnderTest client = trial.client(with(TcpSettings.REQUEST_TIMEOUT, Duration.ofMillis(100)));
        CompletableFuture<byte[]> cancelled = client.send(server.address(), "cancelled");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        cancelled.cancel(false);

        assertThat(connection.isEndedByClient()).isTrue();
        assertThat(client.client.stats().errors()).isOne();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void shouldLetTheCallerEndItsFutureInAnyWay(Profile profile) {
        ClientUnderTest client = trial.client(profile, settings());
        CompletableFuture<byte[]> given = client.send(server.address(), "1");
        ScriptedConnection connection = server.accept();
        connection.readFrame();
        assertThat(given.complete(new byte[] {7})).isTrue();
        assertThat(given.cancel(false)).isFalse();
        assertThat(given.completeExceptionally(new IllegalStateException())).isFalse();
        connection.ack("late");

        assertThat(given.join()).containsExactly(7);
        assertThat(client.client.stats().responsesReceived()).isZero();
    }
}
