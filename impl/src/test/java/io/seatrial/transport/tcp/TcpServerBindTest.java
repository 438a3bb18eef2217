package io.seatrial.transport.tcp;

import static io.seatrial.serving.Tests.GENERATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.TcpSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the server listens, and what it says of it (dynamo-tcp.md 2.1, 6.5; dynamo-manager.md M18, 9). */
class TcpServerBindTest {

    private static Settings at(String host, int port) {
        return TestServer.settings(TcpSettings.HOST, Optional.of(host)).with(TcpSettings.PORT, Optional.of(port));
    }

    private static boolean hasIpv6() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayTheAddressThatIsReallyBound(Profile profile) throws IOException {
        try (TestServer server = TestServer.start(profile, TestServer.settings());
                RawConnection caller = server.connect()) {
            int port = server.server.port();
            assertThat(port).isPositive();
            assertThat(server.server.address()).isEqualTo("tcp://127.0.0.1:" + port);
            assertThat(server.server.transportName()).isEqualTo("tcp");
            assertThat(caller.send("x", "y").readAck()).isEqualTo("Unknown endpoint: x");
        }
    }

    @Test
    void shouldPublishTheFullIdentity() {
        try (TestServer server = TestServer.reference()) {
            assertThat(server.server.publishedAddress(GENERATE).value())
                    .isEqualTo("127.0.0.1:" + server.server.port() + "/1a2b/ns/backend/generate");
        }
    }

    @Test
    void shouldPublishTheModelsKeyInTheModelsProfile() {
        try (TestServer server = TestServer.model()) {
            assertThat(server.server.publishedAddress(GENERATE).value())
                    .isEqualTo("127.0.0.1:" + server.server.port() + "/1a2b/generate");
        }
    }

    @Test
    void shouldPublishAnAddressThatCanBeReachedWhenBoundEverywhere() {
        try (TestServer server = TestServer.start(Profile.REFERENCE, at("0.0.0.0", 0))) {
            int port = server.server.port();
            assertThat(server.server.address()).isEqualTo("tcp://0.0.0.0:" + port);
            assertThat(server.server.publishedAddress(GENERATE).value())
                    .startsWith(server.io.localHost() + ":" + port + "/");
        }
    }

    @Test
    void shouldPublishAWildcardAsItStandsInTheModelsProfile() {
        try (TestServer server = TestServer.start(Profile.DYNAMO_1_0, at("0.0.0.0", 0))) {
            assertThat(server.server.publishedAddress(GENERATE).value())
                    .isEqualTo("0.0.0.0:" + server.server.port() + "/1a2b/generate");
        }
    }

    @Test
    void shouldPutIpv6InBracketsExceptWhereTheModelDoesNot() {
        assumeThat(hasIpv6()).isTrue();
        try (TestServer reference = TestServer.start(Profile.REFERENCE, at("[::1]", 0));
                TestServer model = TestServer.start(Profile.DYNAMO_1_0, at("[::1]", 0))) {
            assertThat(reference.server.address()).isEqualTo("tcp://[::1]:" + reference.server.port());
            assertThat(model.server.address()).isEqualTo("tcp://::1:" + model.server.port());
            assertThat(model.server.publishedAddress(GENERATE).value())
                    .isEqualTo("[::1]:" + model.server.port() + "/1a2b/generate");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFailWithTheSystemsReasonWhenThePortIsTaken(Profile profile) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> TestServer.start(profile, at("127.0.0.1", port)))
                    .isInstanceOf(PlaneException.BindFailed.class)
                    .hasCauseInstanceOf(BindException.class)
                    .hasMessage("Address already in use (os error 98)"
                            + (profile.isReference() ? " (127.0.0.1:" + port + ")" : ""));
        }
    }

    @Test
    void shouldFailForAnAddressOfAnotherMachine() {
        assertThatThrownBy(() -> TestServer.start(Profile.REFERENCE, at("192.0.2.1", 0)))
                .isInstanceOf(PlaneException.BindFailed.class)
                .hasMessage("Cannot assign requested address (os error 99) (192.0.2.1:0)");
    }

    @Test
    void shouldRefuseAHostNameBeforeAnythingIsBound() {
        assertThatThrownBy(() -> TestServer.start(Profile.REFERENCE, at("localhost", 0)))
                .isInstanceOf(PlaneException.ConfigurationError.class)
                .hasMessage("Invalid TCP bind address: invalid socket address syntax");
    }

    @Test
    void shouldFreeThePortWhenClosed() throws IOException {
        int port;
        try (TestServer first = TestServer.reference()) {
            port = first.server.port();
        }
        try (TestServer second = TestServer.start(Profile.REFERENCE, at("127.0.0.1", port))) {
            assertThat(second.server.port()).isEqualTo(port);
        }
    }
}
