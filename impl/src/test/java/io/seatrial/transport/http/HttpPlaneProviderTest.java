package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.seatrial.io.SocketIo;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.PlaneProvider;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.TestHandler;
import io.seatrial.serving.Tests;
import io.seatrial.settings.HttpSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class HttpPlaneProviderTest {

    private final HttpPlaneProvider provider = new HttpPlaneProvider();

    private static PlaneContext context(SocketIo io, Settings settings) {
        return new PlaneContext(io, settings, Profile.REFERENCE, notice -> {});
    }

    @Test
    void shouldBeFoundByItsMode() {
        List<PlaneProvider> found = ServiceLoader.load(PlaneProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.mode().equals(PlaneMode.HTTP))
                .toList();
        assertThat(found).singleElement().isInstanceOf(HttpPlaneProvider.class);
        assertThat(provider.processWideServer()).isTrue();
        assertThat(provider.settings()).isEqualTo(HttpSettings.all());
    }

    @Test
    void shouldSayWhatIsAskedFor() {
        SocketIo io = SocketIo.open("provider-test");
        Settings settings = Settings.read(
                Map.of("DYN_HTTP_RPC_HOST", "10.0.0.7", "DYN_HTTP_RPC_PORT", "8123", "DYN_HTTP_RPC_ROOT_PATH", "/x"),
                HttpSettings.all());
        assertThat(provider.requested(context(io, settings)).fields())
                .containsExactly(Map.entry("host", "10.0.0.7"), Map.entry("port", 8123), Map.entry("rpc_root", "/x"));
        assertThat(provider.requested(context(io, settings)).port()).hasValue(8123);
        Settings none = Settings.read(Map.of("DYN_HTTP_RPC_PORT", "0"), HttpSettings.all());
        assertThat(provider.requested(context(io, none)).port()).isEmpty();
        assertThat(provider.requested(context(io, none)).fields())
                .containsEntry("host", io.localHost())
                .containsEntry("port", 0)
                .containsEntry("rpc_root", "/v1/rpc");
        Tests.await(io.close());
    }

    @Test
    void shouldMakeAServerAndAClientThatUnderstandEachOther() {
        SocketIo io = SocketIo.open("provider-test");
        PlaneContext context = context(io, TestServer.settings().with(HttpSettings.HOST, Optional.of("127.0.0.1")));
        RequestPlaneServer server = Tests.await(provider.start(context));
        RequestPlaneClient client = provider.createClient(context);
        TestHandler handler = TestHandler.quick();
        Tests.await(server.register(GENERATE, handler, HealthListener.NONE));
        Tests.await(client.send(server.publishedAddress(GENERATE), Unpooled.copiedBuffer("hi".getBytes()), Map.of()));
        await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("hi"));
        Tests.await(client.close());
        Tests.await(server.close());
        Tests.await(io.close());
    }
}
