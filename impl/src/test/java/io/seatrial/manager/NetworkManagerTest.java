package io.seatrial.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.PlaneServices;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** The manager of a process on real sockets: what it shares, what it tells, and what it closes. */
class NetworkManagerTest {

    private static final long CEILING_SECONDS = 60;

    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final ProcessScope sockets = ProcessScope.open("manager-test");
    private final ProcessScope scope = ProcessScope.open(sockets.io(), notices::add);

    @AfterEach
    void closeScopes() {
        await(scope.close());
        await(sockets.close());
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture()
                .orTimeout(CEILING_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private static NetworkConfig config(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>(Map.of("DYN_TCP_RPC_HOST", "127.0.0.1"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return NetworkConfig.read(variables);
    }

    private NetworkManager manager(String... namesAndValues) {
        return new NetworkManager(scope, config(namesAndValues));
    }

    private List<Notice> warnings() {
        return notices.stream().filter(notice -> notice.level() == Level.WARN).toList();
    }

    @Test
    void shouldTellWhatItWasAskedFor() {
        manager();

        assertThat(notices).singleElement().satisfies(notice -> {
            assertThat(notice.level()).isEqualTo(Level.INFO);
            assertThat(notice.message()).isEqualTo("Initializing NetworkManager with TCP request plane");
            assertThat(notice.fields())
                    .contains(entry("mode", PlaneMode.TCP), entry("host", "127.0.0.1"))
                    .containsKey("port");
        });
    }

    @Test
    void shouldBeMadeForAModeThatNobodyProvidesAndFailWhenItIsUsed() {
        PlaneMode quic = new PlaneMode("quic");
        NetworkManager manager = new NetworkManager(scope, config().withMode(quic));

        assertThat(manager.mode()).isEqualTo(quic);
        assertThat(notices)
                .extracting(Notice::toString)
                .containsExactly("Initializing NetworkManager with QUIC request plane mode=quic");
        assertThatThrownBy(manager::createClient)
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("No provider for request plane 'quic' on the class path. Planes found: [http, nats, tcp]");
        assertThat(manager.server())
                .failsWithin(CEILING_SECONDS, TimeUnit.SECONDS)
                .withThrowableThat()
                .withMessageContaining("No provider for request plane 'quic'");
        assertThat(scope.port(quic).current()).isEmpty();
    }

    @Test
    void shouldWarnOfEachVariableThatCannotBeRead() {
        manager("DYN_TCP_RPC_PORT", "abc");

        assertThat(warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.message()).startsWith("Configuration value ignored: ");
            assertThat(warning.fields())
                    .contains(entry("variable", "DYN_TCP_RPC_PORT"), entry("value", "abc"))
                    .containsKey("using");
        });
    }

    @Test
    void shouldShareOneServerInAScopeAndRecordItsPort() {
        NetworkManager first = manager();
        RequestPlaneServer server = await(first.server());

        assertThat(await(first.server())).isSameAs(server);
        assertThat(await(manager().server())).isSameAs(server);
        assertThat(scope.port(PlaneMode.TCP).get()).isEqualTo(server.port()).isPositive();
        assertThat(warnings()).isEmpty();
        assertThat(first.context().io()).isSameAs(scope.io());
        assertThat(first.config().profile()).isEqualTo(Profile.REFERENCE);
    }

    @Test
    void shouldTellWhoAskedForAnotherPlaceWhereTheServerIs() {
        RequestPlaneServer server = await(manager().server());
        NetworkManager elsewhere = manager("DYN_TCP_RPC_HOST", "127.0.0.2");

        assertThat(await(elsewhere.server())).isSameAs(server);

        assertThat(warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.message())
                    .isEqualTo("The process has a tcp server already;"
                            + " the address configured for this manager is not used");
            assertThat(warning.fields().get("configured")).asString().startsWith("127.0.0.2:");
            assertThat(warning.fields()).contains(entry("in_force", server.address()));
        });
    }

    @Test
    void shouldTellNothingOfItInTheProfileOfTheModel() {
        await(manager().server());

        await(new NetworkManager(scope, config("DYN_TCP_RPC_HOST", "127.0.0.2").withProfile(Profile.DYNAMO_1_0))
                .server());

        assertThat(warnings()).isEmpty();
    }

    @Test
    void shouldGiveNoServerOfAScopeThatWasClosed() {
        NetworkManager manager = manager();
        NetworkManager old = new NetworkManager(scope, config().withProfile(Profile.DYNAMO_1_0));
        RequestPlaneServer server = await(manager.server());
        await(old.server());
        await(scope.close());

        assertThat(manager.server())
                .failsWithin(CEILING_SECONDS, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(PlaneException.Closed.class)
                .withMessageContaining("The process scope is closed");
        assertThat(await(old.server())).as("what the model keeps").isSameAs(server);
    }

    @Test
    void shouldMakeAClientForEachCallThatOpensNothing() {
        NetworkManager manager = manager();
        RequestPlaneClient client = manager.createClient();
        RequestPlaneClient another = manager.createClient();

        assertThat(client).isNotSameAs(another);
        assertThat(client.transportName()).isEqualTo("tcp");
        assertThat(client.stats().activeConnections() + client.stats().idleConnections())
                .isZero();
        await(CompletableFuture.allOf(
                client.close().toCompletableFuture(), another.close().toCompletableFuture()));
    }

    @Test
    void shouldShowItsClientsOnARegistryUntilItIsClosed() {
        MeterRegistry registry = new SimpleMeterRegistry();
        NetworkManager manager =
                new NetworkManager(scope, config(), PlaneServices.NONE.with(MeterRegistry.class, registry));
        RequestPlaneClient client = manager.createClient();
        RequestPlaneClient another = manager.createClient();

        assertThat(client.send(
                        InstanceAddress.tcp("127.0.0.1:1/nobody"), Unpooled.copiedBuffer(new byte[] {1}), Map.of()))
                .failsWithin(CEILING_SECONDS, TimeUnit.SECONDS);
        assertThat(registry.get("dynamo_transport_tcp_requests_sent_total")
                        .functionCounter()
                        .count())
                .isOne();
        await(client.close());
        await(another.close());
        assertThat(await(manager.close())).isEqualTo(DrainReport.IDLE);
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void shouldLeaveTheSharedServerToItsScopeWhenItIsClosed() {
        NetworkManager manager = manager();
        RequestPlaneServer server = await(manager.server());

        assertThat(await(manager.close())).isEqualTo(DrainReport.IDLE);

        assertThat(server.isHealthy()).isTrue();
        assertThat(await(manager().server())).isSameAs(server);
        await(scope.close());
        assertThat(server.isHealthy()).isFalse();
    }
}
