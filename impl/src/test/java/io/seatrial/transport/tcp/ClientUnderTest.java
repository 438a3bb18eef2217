package io.seatrial.transport.tcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.io.SocketIo;
import io.seatrial.io.SocketTransport;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.WatchedIo;
import io.seatrial.settings.TcpSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A client on real sockets, whose end shows whether anything was left: channels, buffers, payloads. */
final class ClientUnderTest implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMillis(ScriptedServer.PATIENCE_MILLIS);

    final TcpClient client;
    final WatchedIo io;
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final SocketIo sockets;
    private final List<ByteBuf> payloads = new CopyOnWriteArrayList<>();

    private ClientUnderTest(SocketTransport transport, Profile profile, Settings settings) {
        sockets = SocketIo.open(transport, 2, "client-test", notices::add);
        io = new WatchedIo(sockets);
        client = new TcpClient(new PlaneContext(io, settings, profile, notices::add), new TcpBehaviour(profile));
    }

    static ClientUnderTest of(Profile profile, Settings settings) {
        return of(SocketTransport.best(), profile, settings);
    }

    static ClientUnderTest of(SocketTransport transport, Profile profile, Settings settings) {
        return new ClientUnderTest(transport, profile, settings);
    }

    /** Returns settings under which nothing times out that a test does not want to. */
    static Settings settings() {
        return Settings.read(Map.of(), TcpSettings.all())
                .with(TcpSettings.REQUEST_TIMEOUT, PATIENCE)
                .with(TcpSettings.CONNECT_TIMEOUT, PATIENCE);
    }

    static <T> Settings with(Setting<T> setting, T value) {
        return settings().with(setting, value);
    }

    CompletableFuture<byte[]> send(InstanceAddress address, String payload) {
        return send(address, payload, Map.of());
    }

    CompletableFuture<byte[]> send(InstanceAddress address, String payload, Map<String, String> headers) {
        return send(address, Unpooled.copiedBuffer(payload, UTF_8), headers);
    }

    CompletableFuture<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        payloads.add(payload);
        return client.send(address, payload, headers).toCompletableFuture();
    }

    /** Ends the event loops under the client. */
    void closeNetwork() {
        sockets.close().toCompletableFuture().join();
    }

    /** Waits for an acknowledgement and returns its body as text. */
    static String answer(CompletableFuture<byte[]> request) {
        return new String(
                request.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join(), UTF_8);
    }

    /** Waits for a failure and returns it. */
    static PlaneException failure(CompletableFuture<byte[]> request) {
        try {
            String answer = answer(request);
            throw new AssertionError("Expected a failure, got the answer '" + answer + "'");
        } catch (CompletionException e) {
            assertThat(e.getCause()).isInstanceOf(PlaneException.class);
            return (PlaneException) e.getCause();
        }
    }

    /** Closes the client and asserts that nothing is left of it. */
    @Override
    public void close() {
        client.close()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        assertThat(io.openChannels()).as("channels left open").isZero();
        assertThat(payloads).as("payloads not released").allMatch(payload -> payload.refCnt() == 0);
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(io.usedBytes()).as("buffers not released").isZero());
        closeNetwork();
    }
}
