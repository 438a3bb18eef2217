package io.seatrial.transport.http;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.io.SocketIo;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.plane.spi.Settings;
import io.seatrial.serving.Tests;
import io.seatrial.serving.WatchedIo;
import io.seatrial.settings.HttpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where a server listens, what it says of that, and what it cannot listen at (dynamo-manager.md 1.2, 3.1; behaviours 8, 9, 22, 203). */
class HttpServerBindTest {

    private static Settings at(String host) {
        return TestServer.settings().with(HttpSettings.HOST, Optional.of(host));
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhereItReallyListens(Profile profile) {
        try (TestServer server = TestServer.start(profile, TestServer.settings())) {
            assertThat(server.port()).isPositive();
            assertThat(server.server.address()).isEqualTo("http://127.0.0.1:" + server.port());
            assertThat(server.server.transportName()).isEqualTo("http");
            assertThat(server.said())
                    .containsExactly("HTTP/2 endpoint server bound requested=127.0.0.1:0 actual=127.0.0.1:"
                            + server.port() + " rpc_root=/v1/rpc");
        }
    }

    @ParameterizedTest
    @CsvSource({"REFERENCE, http://[::1]:", "DYNAMO_1_0, http://::1:"})
    void shouldShowIpv6AsTheProfileDoesAndPublishItInBrackets(Profile profile, String shown) {
        try (TestServer server = TestServer.start(profile, at("[::1]"))) {
            assertThat(server.server.address()).isEqualTo(shown + server.port());
            assertThat(server.server.publishedAddress(GENERATE).value())
                    .startsWith("http://[::1]:" + server.port() + "/v1/rpc/");
        }
    }

    @ParameterizedTest
    @CsvSource({"REFERENCE, false", "DYNAMO_1_0, true"})
    void shouldPublishAReachableHostForAWildcard(Profile profile, boolean asItStands) {
        try (TestServer server = TestServer.start(profile, at("0.0.0.0"))) {
            String host = asItStands ? "0.0.0.0" : server.io.localHost();
            assertThat(server.server.publishedAddress(GENERATE).value())
                    .startsWith("http://" + host + ":" + server.port() + "/");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotResolveNames(Profile profile) {
        assertThatThrownBy(() -> TestServer.start(profile, at("localhost")))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("Invalid HTTP bind address: invalid socket address syntax");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rpc|Paths must start with a `/`",
                "v1/rpc|Paths must start with a `/`",
                "/:rpc|Path segments must not start with `:`",
                "/v1/*rest|Path segments must not start with `*`",
                "/v1/../rpc|callers resolve the segment `..`",
                "/v1 rpc|only what may stand in the path of a URL",
                "/v1?rpc|only what may stand in the path of a URL",
                "/{rpc}|only what may stand in the path of a URL"
            })
    void shouldRefuseARootThatNoServerServesBeforeItBinds(String root, String why) {
        for (Profile profile : Profile.values()) {
            SocketIo sockets = SocketIo.open("bind-test");
            WatchedIo io = new WatchedIo(sockets);
            Settings settings = TestServer.settings().with(HttpSettings.ROOT_PATH, root);
            assertThatThrownBy(() -> Tests.await(HttpServer.start(
                            new PlaneContext(io, settings, profile, notice -> {}), new HttpBehaviour(profile))))
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessageStartingWith("Invalid HTTP root path '" + root + "': ")
                    .hasMessageContaining(why);
            assertThat(io.listens()).isZero();
            Tests.await(sockets.close());
        }
    }

    @Test
    void shouldSayWhatTheSystemSaysOfAnOccupiedPortAndComeWhenItIsFree() throws IOException {
        ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Settings settings = TestServer.settings().with(HttpSettings.PORT, Optional.of(occupied.getLocalPort()));
        assertThatThrownBy(() -> TestServer.start(Profile.REFERENCE, settings))
                .isInstanceOf(PlaneException.BindFailed.class)
                .hasMessage("Address already in use (os error 98) (127.0.0.1:" + occupied.getLocalPort() + ")");
        assertThatThrownBy(() -> TestServer.start(Profile.DYNAMO_1_0, settings))
                .isInstanceOf(PlaneException.BindFailed.class)
                .hasMessage("Address already in use (os error 98)");
        int port = occupied.getLocalPort();
        occupied.close();
        try (TestServer server = TestServer.start(Profile.REFERENCE, settings)) {
            assertThat(server.port()).isEqualTo(port);
        }
    }
}
