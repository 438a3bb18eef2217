package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.serving.TestHandler;
import io.seatrial.serving.Tests;
import io.seatrial.settings.TcpSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plane as a manager finds it (dynamo-manager.md 1.2). */
class TcpPlaneProviderTest {

    private final TestServer network = TestServer.reference(); // for its threads
    private final Queue<Notice> notices = new ConcurrentLinkedQueue<>();
    private final ProcessScope scope = ProcessScope.open(network.io, notices::add);

    @AfterEach
    void close() {
        Tests.await(scope.close());
        network.close();
    }

    private static NetworkConfig config(Map<String, String> variables) {
        return NetworkConfig.read(variables).with(TcpSettings.HOST, Optional.of("127.0.0.1"));
    }

    private List<String> said() {
        return notices.stream().map(Notice::toString).toList();
    }

    @ParameterizedTest
    @EnumSource
    void shouldCarryARequestFromTheManagersClientToTheManagersServer(Profile profile) {
        NetworkManager manager = new NetworkManager(scope, config(Map.of()).withProfile(profile));
        RequestPlaneServer server = Tests.await(manager.server());
        TestHandler handler = TestHandler.quick();
        Tests.await(server.register(GENERATE, handler, HealthListener.NONE));
        RequestPlaneClient client = manager.createClient();
        byte[] ack = Tests.await(client.send(
                server.publishedAddress(GENERATE),
                Unpooled.copiedBuffer("hello", StandardCharsets.UTF_8),
                Map.of("a", "b")));
        assertThat(ack).isEmpty();
        Awaitility.await().untilAsserted(() -> assertThat(handler.payloads).containsExactly("hello"));
        assertThat(handler.requests.element().headers()).containsEntry("a", "b");
        assertThat(scope.port(manager.mode()).get()).isEqualTo(server.port());
        Tests.await(client.close());
    }

    @Test
    void shouldSayWhereAManagerIsToListen() {
        new NetworkManager(scope, config(Map.of()));
        new NetworkManager(scope, config(Map.of("DYN_TCP_RPC_PORT", "0")));
        new NetworkManager(scope, config(Map.of("DYN_TCP_RPC_PORT", "8123")));
        String start = "Initializing NetworkManager with TCP request plane mode=tcp host=127.0.0.1 port=";
        assertThat(said()).containsExactly(start + "OS-assigned", start + "0", start + "8123");
    }

    @Test
    void shouldShareOneServerAndWarnWhoAskedForAnotherPlace() {
        RequestPlaneServer first = Tests.await(new NetworkManager(scope, config(Map.of())).server());
        assertThat(Tests.await(new NetworkManager(scope, config(Map.of())).server()))
                .isSameAs(first);
        assertThat(said()).noneMatch(line -> line.contains("is not used"));
        int other = first.port() == 8123 ? 8124 : 8123;
        NetworkConfig elsewhere = config(Map.of("DYN_TCP_RPC_PORT", String.valueOf(other)));
        assertThat(Tests.await(new NetworkManager(scope, elsewhere).server())).isSameAs(first);
        assertThat(said()).last().asString().contains("is not used", "127.0.0.1:" + other, first.address());
    }
}
