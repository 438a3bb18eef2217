package io.seatrial.chaos.backend;

import static io.seatrial.chaos.backend.RealBackends.assertAnswers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import io.seatrial.chaos.probe.NatsGreeting;
import io.seatrial.testkit.backend.BackendException;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.backend.Resolution;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ProgramServerTest {

    private static final Duration CEILING = Duration.ofSeconds(60);

    static Stream<BackendKind> kinds() {
        return BackendKind.all().stream();
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldStartOneThatAnswersAndEndItWithItsOwner(BackendKind kind) throws Exception {
        OwnBackend backend = RealBackends.program(kind);
        long pid = ((ProgramServer) backend).pid();
        Path directory = ((ProgramServer) backend).directory().path();
        assertThat(runs(pid)).isTrue();
        assertThat(directory).isDirectory();
        assertAnswers(kind, backend);
        assertThat(backend.info().origin()).startsWith("program /").endsWith(kind.program());
        assertThat(backend.info().url()).startsWith(kind.scheme() + "://127.0.0.1:");

        backend.close();

        assertThat(runs(pid)).isFalse();
        assertThat(directory).doesNotExist();
        assertThatThrownBy(() -> assertAnswers(kind, backend)).isInstanceOf(IOException.class);
        backend.close();
        assertThatThrownBy(backend::start).isInstanceOf(BackendException.class).hasMessageContaining("closed");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldStartItAgainAtTheSameAddress(BackendKind kind) throws Exception {
        try (OwnBackend backend = RealBackends.program(kind)) {
            backend.stop();
            assertThatThrownBy(() -> assertAnswers(kind, backend)).isInstanceOf(IOException.class);
            backend.stop();
            backend.start();
            assertAnswers(kind, backend);

            backend.kill();
            assertThatThrownBy(() -> assertAnswers(kind, backend)).isInstanceOf(IOException.class);
            backend.start();
            backend.start();
            assertAnswers(kind, backend);
        }
    }

    @Test
    void shouldKeepWhatNatsHasStoredWhileItIsDown() throws Exception {
        try (OwnBackend backend = RealBackends.program(BackendKind.NATS)) {
            try (Connection connection = Nats.connect(backend.info().url())) {
                connection
                        .jetStreamManagement()
                        .addStream(StreamConfiguration.builder()
                                .name("kept")
                                .subjects("kept.>")
                                .build());
            }
            backend.stop();
            backend.start();
            try (Connection connection = Nats.connect(backend.info().url())) {
                assertThat(connection.jetStreamManagement().getStreamNames()).containsExactly("kept");
            }
        }
    }

    @Test
    void shouldStandStillAndGoOn() throws Exception {
        try (OwnBackend backend = RealBackends.program(BackendKind.NATS)) {
            InetSocketAddress address = new InetSocketAddress(
                    "127.0.0.1", URI.create(backend.info().url()).getPort());
            backend.pause();
            assertThatThrownBy(() -> new NatsGreeting().ask(address, Duration.ofMillis(200)))
                    .isInstanceOf(SocketTimeoutException.class);
            backend.resume();
            assertAnswers(BackendKind.NATS, backend);

            backend.pause();
            backend.stop();
            assertThatThrownBy(backend::pause).isInstanceOf(BackendException.class);
            backend.start();
            assertAnswers(BackendKind.NATS, backend);
            backend.pause();
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldNotTakeAnotherServerOnItsPortForItsOwn(BackendKind kind) {
        try (OwnBackend first = RealBackends.program(kind)) {
            int port = URI.create(first.info().url()).getPort();

            Resolution<OwnBackend> second = BackendResolver.of(kind, RealBackends.environment("program"))
                    .at(port)
                    .openOwn();

            assertThat(second.obstacle().orElseThrow()).contains("address already in use");
        }
    }

    @Test
    void shouldWaitForItsPortWhenSomebodyHasItForAMoment() throws Exception {
        try (OwnBackend backend = RealBackends.program(BackendKind.NATS)) {
            int port = URI.create(backend.info().url()).getPort();
            backend.stop();
            ServerSocket occupier = new ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress());
            Thread leaving = new Thread(() -> {
                await().atMost(CEILING).until(() -> lines(backend).contains("address already in use"));
                try {
                    occupier.close();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            leaving.start();
            backend.start();
            leaving.join();
            assertAnswers(BackendKind.NATS, backend);
        }
    }

    private static String lines(OwnBackend backend) {
        return ((ProgramServer) backend).directory().endOfLog();
    }

    @Test
    void shouldTellWhatAProgramSaidThatDoesNotStart(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("nats-server"), "#!/bin/sh\necho out of order; exit 3\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));

        Resolution<OwnBackend> broken = BackendResolver.of(
                        BackendKind.NATS, RealBackends.environment("program", "PATH", directory.toString()))
                .openOwn();

        assertThat(broken.obstacle().orElseThrow()).contains(file.toString(), "out of order");
    }
}
