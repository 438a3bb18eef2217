package io.seatrial.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.io.SocketIo;
import io.seatrial.io.SocketTransport;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.WatchedIo;
import io.seatrial.settings.HttpSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A client on real sockets, whose end shows whether anything was left: channels, buffers, payloads, counts. */
final class ClientUnderTest implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    final HttpClient client;
    final WatchedIo io;
    private final Profile profile;
    private final SocketIo sockets;
    private final List<ByteBuf> payloads = new CopyOnWriteArrayList<>();

    private ClientUnderTest(Profile profile, Settings settings) {
        this.profile = profile;
        sockets = SocketIo.open(SocketTransport.best(), 2, "http-client-test", notice -> {});
        io = new WatchedIo(sockets);
        client = new HttpClient(new PlaneContext(io, settings, profile, notice -> {}), new HttpBehaviour(profile));
    }

    static ClientUnderTest of(Profile profile, Settings settings) {
        return new ClientUnderTest(profile, settings);
    }

    static ClientUnderTest reference() {
        return of(Profile.REFERENCE, settings());
    }

    static <T> ClientUnderTest reference(Setting<T> setting, T value) {
        return of(Profile.REFERENCE, settings().with(setting, value));
    }

    static ClientUnderTest model() {
        return of(Profile.DYNAMO_1_0, settings());
    }

    /** Returns settings under which nothing times out that a test does not want to. */
    static Settings settings() {
        return Settings.read(Map.of(), HttpSettings.all()).with(HttpSettings.REQUEST_TIMEOUT, PATIENCE);
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

    /** Closes the client and asserts that nothing is left of it, and that it has counted each request twice. */
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
        ClientStats stats = client.stats();
        if (profile.isReference()) {
            assertThat(stats.responsesReceived() + stats.errors()).isEqualTo(stats.requestsSent());
            assertThat(stats.requestsSent()).isEqualTo(payloads.size());
        } else {
            assertThat(stats).isEqualTo(ClientStats.ZERO);
        }
        sockets.close().toCompletableFuture().join();
    }
}
