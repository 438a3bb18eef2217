package io.seatrial.transport.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.io.SocketIo;
import io.seatrial.manager.NetworkConfig;
import io.seatrial.manager.NetworkManager;
import io.seatrial.manager.ProcessScope;
import io.seatrial.nats.NatsLink;
import io.seatrial.nats.NatsServerProcess;
import io.seatrial.nats.NeedsNatsServer;
import io.seatrial.nats.TestLink;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.Notice;
import io.seatrial.plane.spi.PlaneServices;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The plane as a manager finds it. */
@NeedsNatsServer
class NatsPlaneProviderTest {

    @ParameterizedTest
    @EnumSource
    void shouldWantAConnectionOnlyWhenItIsUsed(Profile profile) {
        List<Notice> notices = new CopyOnWriteArrayList<>();
        SocketIo io = SocketIo.open("provider-test");
        NetworkConfig config =
                NetworkConfig.read(Map.of()).withMode(PlaneMode.NATS).withProfile(profile);
        NetworkManager manager = new NetworkManager(ProcessScope.open(io, notices::add), config);

        assertThat(notices)
                .extracting(Notice::toString)
                .containsExactly("Initializing NetworkManager with NATS request plane mode=nats");
        assertThatThrownBy(() -> TestLink.done(manager.server()))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("NATS client required for NATS mode");
        assertThatThrownBy(manager::createClient)
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("NATS client required for NATS mode");
        TestLink.done(io.close());
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveEachManagerAServerAndConnectNoClient(Profile profile) {
        try (NatsServerProcess nats = NatsServerProcess.start();
                TestLink test = TestLink.with(profile, TestLink.settings(nats.url()))) {
            ProcessScope scope = ProcessScope.open(test.io, test.notices::add);
            PlaneServices services = PlaneServices.NONE.with(NatsLink.class, test.link);
            NetworkConfig config = new NetworkConfig(PlaneMode.NATS, profile, TestLink.settings(nats.url()));
            NetworkManager one = new NetworkManager(scope, config, services);
            NetworkManager two = new NetworkManager(scope, config, services);
            RequestPlaneClient client = one.createClient();

            assertThat(one.createClient()).isNotSameAs(client);
            assertThat(client.transportName()).isEqualTo("nats");
            assertThat(client.isHealthy()).isTrue();
            assertThat(test.link.current()).as("a connection").isEmpty();
            assertThat(TestLink.done(one.server()))
                    .isSameAs(TestLink.done(one.server()))
                    .isNotSameAs(TestLink.done(two.server()));
            assertThat(TestLink.done(one.server()).transportName()).isEqualTo("nats");
            assertThat(TestLink.done(one.server()).port()).isZero();
            TestLink.done(TestLink.done(one.server()).close());
            TestLink.done(TestLink.done(two.server()).close());
        }
    }

    @Test
    void shouldTryAgainAfterAServerThatCouldNotBeStarted() {
        try (NatsServerProcess nats = NatsServerProcess.start();
                TestLink test = TestLink.to(nats.url())) {
            nats.kill();
            NetworkManager manager = new NetworkManager(
                    ProcessScope.open(test.io, test.notices::add),
                    new NetworkConfig(PlaneMode.NATS, Profile.REFERENCE, TestLink.settings(nats.url())),
                    PlaneServices.NONE.with(NatsLink.class, test.link));
            assertThatThrownBy(() -> TestLink.done(manager.server())).isInstanceOf(PlaneException.CannotConnect.class);
            nats.restart();
            assertThat(TestLink.done(manager.server()).isHealthy()).isTrue();
            TestLink.done(TestLink.done(manager.server()).close());
        }
    }
}
