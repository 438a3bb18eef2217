package io.seatrial.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.settings.RuntimeSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseServerTest {

    private static String start(ResponseServer server) throws Exception {
        return server.start().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static boolean isOpen(String host, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), 30_000);
            return true;
        } catch (java.net.ConnectException refused) {
            return false;
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    @Test
    void shouldListenFromItsFirstStartUntilItIsClosed() throws Exception {
        try (TestProcess process = TestProcess.open()) {
            ResponseServer server = new ResponseServer(process.plane());
            assertThat(server.address()).isEmpty();
            CompletableFuture<String> first = server.start().toCompletableFuture();
            CompletableFuture<String> second = server.start().toCompletableFuture();
            String address = first.get(30, TimeUnit.SECONDS);
            assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(address);
            assertThat(start(server)).isEqualTo(address);
            assertThat(server.address()).contains(address);
            assertThat(isOpen("127.0.0.1", port(address))).isTrue();

            server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
            server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(isOpen("127.0.0.1", port(address))).isFalse();
        }
    }

    @Test
    void shouldNotStartAfterItWasClosed() throws Exception {
        try (TestProcess process = TestProcess.open()) {
            ResponseServer server = new ResponseServer(process.plane());
            server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThatThrownBy(() -> start(server)).hasCauseInstanceOf(PlaneException.Closed.class);
        }
    }

    @Test
    void shouldBindThePortItIsToldAndTryAgainOnceItIsFree() throws Exception {
        try (TestProcess process = TestProcess.open()) {
            int port;
            ResponseServer server;
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = taken.getLocalPort();
                server = new ResponseServer(process.with(RuntimeSettings.RESPONSE_PORT, Optional.of(port))
                        .plane());
                assertThatThrownBy(() -> start(server))
                        .cause()
                        .isInstanceOf(PlaneException.BindFailed.class)
                        .hasMessageStartingWith(
                                "Failed to start TcpStreamServer: Failed to start TcpListender on 127.0.0.1:" + port
                                        + ": ");
            }
            assertThat(start(server)).isEqualTo("127.0.0.1:" + port);
            server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "", "tcp://127.0.0.1", "1.2.3"})
    void shouldRefuseAHostThatIsNoAddress(String host) throws Exception {
        try (TestProcess process = TestProcess.open()) {
            ResponseServer server = new ResponseServer(process.with(RuntimeSettings.RESPONSE_HOST, Optional.of(host))
                    .plane());
            assertThatThrownBy(() -> start(server))
                    .cause()
                    .isInstanceOf(PlaneException.ConfigurationError.class)
                    .hasMessageContaining("DYN_TCP_RESPONSE_STREAM_HOST='" + host + "'");
        }
    }

    @Test
    void shouldListenOnTheLocalAddressIfItIsNotTold() throws Exception {
        try (TestProcess process = TestProcess.open()) {
            String local = process.io.localHost();
            ResponseServer server = new ResponseServer(process.with(RuntimeSettings.RESPONSE_HOST, Optional.empty())
                    .plane());
            assertThat(start(server)).startsWith(local + ":");
            server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldAdvertiseAnAddressThatCanBeReachedForAWildcard() throws Exception {
        try (TestProcess process = TestProcess.open()) {
            ResponseServer server =
                    new ResponseServer(process.with(RuntimeSettings.RESPONSE_HOST, Optional.of("0.0.0.0"))
                            .plane());
            assertThat(start(server)).startsWith(process.io.localHost() + ":");
            server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "[::1]"})
    void shouldWriteIpv6WithBracketsExceptAsDynamoDoes(String host) throws Exception {
        assumeThat(hasIpv6()).isTrue();
        for (Profile profile : Profile.values()) {
            try (TestProcess process = TestProcess.open(profile)) {
                ResponseServer server =
                        new ResponseServer(process.with(RuntimeSettings.RESPONSE_HOST, Optional.of(host))
                                .plane());
                String address = start(server);
                assertThat(address).isEqualTo((profile.isReference() ? "[::1]:" : "::1:") + port(address));
                server.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static boolean hasIpv6() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
