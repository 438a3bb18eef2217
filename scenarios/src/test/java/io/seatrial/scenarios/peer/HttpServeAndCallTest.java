package io.seatrial.scenarios.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.scenarios.cli.SeatrialProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker and a caller over HTTP as processes of their own, as a user starts them. */
class HttpServeAndCallTest {

    private static final Duration CEILING = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private SeatrialProcess start(String command, String... arguments) throws Exception {
        return SeatrialProcess.start(Stream.concat(
                        Stream.of(command, "--transport", "http", "--discovery", "file:" + directory),
                        Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void shouldServeAndCallAtThePortThatIsAskedForAndDrain() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (SeatrialProcess worker = start("serve", "--port", Integer.toString(port))) {
            assertThat(worker.awaitLine(CEILING))
                    .matches("serving seat/demo instance [0-9a-f]+ on http 127\\.0\\.0\\.1:" + port);
            try (SeatrialProcess caller = start("call", "seat/demo/count", "--data", "2")) {
                assertThat(caller.awaitExit(CEILING)).as(caller.errors()).isZero();
                assertThat(caller.output()).containsExactly("{\"data\":\"0\"}", "{\"data\":\"1\"}");
            }
            try (SeatrialProcess caller = start("call", "seat/demo/slow", "--data", "20")) {
                caller.awaitLine(CEILING);
                worker.terminate();
                assertThat(worker.awaitExit(CEILING)).as(worker.errors()).isZero();
                assertThat(caller.awaitExit(CEILING)).as(caller.errors()).isZero();
                assertThat(caller.output()).hasSize(20);
            }
        }
    }

    @Test
    void shouldSayThatThePortIsInUse() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                SeatrialProcess worker = start("serve", "--port", Integer.toString(other.getLocalPort()))) {
            assertThat(worker.awaitExit(CEILING)).isEqualTo(1);
            assertThat(worker.errors()).contains("already in use", "--port").doesNotContain("\tat ");
        }
    }
}
