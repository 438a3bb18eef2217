package io.seatrial.transport.nats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.seatrial.nats.NatsLink;
import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.PlaneServices;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.NatsSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server and clients of the NATS plane on one connection, whose end shows whether a payload was forgotten. */
final class TestPlane implements AutoCloseable {

    final TestLink link;
    final PlaneContext context;
    private final NatsPlaneProvider provider = new NatsPlaneProvider();
    private final List<ByteBuf> payloads = new CopyOnWriteArrayList<>();
    private final List<RequestPlaneServer> servers = new CopyOnWriteArrayList<>();
    private final List<RequestPlaneClient> clients = new CopyOnWriteArrayList<>();

    private TestPlane(Profile profile, Settings settings) {
        link = TestLink.with(profile, settings);
        context = new PlaneContext(
                link.io, settings, profile, link.notices::add, PlaneServices.NONE.with(NatsLink.class, link.link));
    }

    static TestPlane reference(NatsServerProcess nats) {
        return with(Profile.REFERENCE, settings(nats));
    }

    static TestPlane model(NatsServerProcess nats) {
        return with(Profile.DYNAMO_1_0, settings(nats));
    }

    static TestPlane with(Profile profile, Settings settings) {
        return new TestPlane(profile, settings);
    }

    static Settings settings(NatsServerProcess nats) {
        return TestLink.settings(nats.url()).with(NatsSettings.STARTUP_CONNECT_TIMEOUT, TestLink.CEILING);
    }

    static <T> Settings settings(NatsServerProcess nats, Setting<T> setting, T value) {
        return settings(nats).with(setting, value);
    }

    /** Starts a server, as each manager has one. */
    NatsServer server() {
        RequestPlaneServer server = TestLink.done(provider.start(context));
        servers.add(server);
        return (NatsServer) server;
    }

    /** Makes a client. */
    RequestPlaneClient client() {
        RequestPlaneClient client = provider.createClient(context);
        clients.add(client);
        return client;
    }

    static void register(RequestPlaneServer server, EndpointId id, RequestHandler handler) {
        TestLink.done(server.register(id, handler, HealthListener.NONE));
    }

    static DrainReport unregister(RequestPlaneServer server, EndpointId id) {
        return TestLink.done(server.unregister(id));
    }

    CompletableFuture<byte[]> send(RequestPlaneClient client, String subject, String payload) {
        return send(client, new InstanceAddress(PlaneMode.NATS, subject), payload, Map.of());
    }

    CompletableFuture<byte[]> send(
            RequestPlaneClient client, InstanceAddress address, String payload, Map<String, String> headers) {
        ByteBuf buffer = Unpooled.copiedBuffer(payload, UTF_8);
        payloads.add(buffer);
        return client.send(address, buffer, headers).toCompletableFuture();
    }

    /** Waits for the failure of a request. */
    static PlaneException failure(CompletableFuture<byte[]> request) {
        Throwable failure = catchThrowable(() -> TestLink.done(request));
        assertThat(failure).isInstanceOf(PlaneException.class);
        return (PlaneException) failure;
    }

    /** Waits for an acknowledgement, which has no body. */
    static void acknowledged(CompletableFuture<byte[]> request) {
        assertThat(TestLink.done(request)).isEmpty();
    }

    @Override
    public void close() {
        clients.forEach(client -> TestLink.done(client.close()));
        servers.forEach(server -> TestLink.done(server.close()));
        link.close();
        assertThat(payloads).as("payloads not released once").allMatch(payload -> payload.refCnt() == 0);
    }
}
