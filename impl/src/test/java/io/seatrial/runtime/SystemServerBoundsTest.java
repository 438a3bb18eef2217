package io.seatrial.runtime;

import static io.seatrial.runtime.WorkerUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.seatrial.plane.Profile;
import io.seatrial.settings.SystemSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The system server against peers that send too much, too little or nonsense. */
class SystemServerBoundsTest extends SystemServerFixture {

    @Test
    void shouldRefuseARequestThatIsTooLarge() {
        try (WorkerUnderTest test = served(Profile.REFERENCE).with(SystemSettings.MAX_REQUEST_SIZE, 100)) {
            test.worker().engineRoutes().add("echo", CompletableFuture::completedFuture);
            String body = "\"" + "x".repeat(98) + "\"";
            assertThat(ask(test, "POST", "/engine/echo", body).body()).isEqualTo(body);
            assertThat(ask(test, "POST", "/engine/echo", body + " ").statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void shouldSurviveABodyThatIsFarTooLarge() {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            String body = "x".repeat(2 * 1024 * 1024);
            Throwable cut = catchThrowable(
                    () -> assertThat(ask(test, "POST", "/engine/echo", body).statusCode())
                            .isEqualTo(413));
            assertThat(cut)
                    .as("refused, or cut off while it was sent")
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            io -> assertThat(io).hasRootCauseInstanceOf(IOException.class));
            assertThat(get(test, "/metadata").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void shouldRefuseAPathThatCannotBeRead() throws IOException {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            try (Socket peer =
                    new Socket(address(test).getAddress(), address(test).getPort())) {
                peer.setSoTimeout(60_000);
                peer.getOutputStream()
                        .write("GET /%zz HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void shouldAnswerRequestsThatCameTogetherInTheirOrder() throws IOException {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            List<CompletableFuture<byte[]>> calls = new ArrayList<>();
            test.worker().engineRoutes().add("wait", json -> {
                CompletableFuture<byte[]> answer = new CompletableFuture<>();
                synchronized (calls) {
                    calls.add(answer);
                }
                return answer;
            });
            try (Socket peer =
                    new Socket(address(test).getAddress(), address(test).getPort())) {
                peer.setSoTimeout(60_000);
                peer.getOutputStream()
                        .write(("GET /engine/wait HTTP/1.1\r\nhost: x\r\n\r\n"
                                        + "GET /metadata HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                eventually().until(() -> {
                    synchronized (calls) {
                        return calls.size() == 1;
                    }
                });
                calls.get(0).complete("{\"first\":1}".getBytes(StandardCharsets.US_ASCII));
                String all = new String(peer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertThat(all).containsSubsequence("{\"first\":1}", "Discovery metadata not available");
            }
        }
    }

    @Test
    void shouldCutOffWhoDoesNotCompleteARequest() throws IOException {
        try (WorkerUnderTest test =
                served(Profile.REFERENCE).with(SystemSettings.CONNECTION_TIMEOUT, Duration.ofMillis(200))) {
            try (Socket peer =
                    new Socket(address(test).getAddress(), address(test).getPort())) {
                peer.setSoTimeout(60_000);
                peer.getOutputStream().write("GET /health HTT".getBytes(StandardCharsets.US_ASCII));
                assertThat(end(peer)).isEqualTo(-1);
            }
        }
    }

    @Test
    void shouldCloseWhatIsNotHttp() throws IOException {
        try (WorkerUnderTest test = served(Profile.REFERENCE)) {
            try (Socket peer =
                    new Socket(address(test).getAddress(), address(test).getPort())) {
                peer.setSoTimeout(60_000);
                peer.getOutputStream().write("\u0001\u0002\u0003\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(peer.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 400 ");
            }
        }
    }

    @Test
    void shouldCloseConnectionsBeyondTheLimitAndTakeOthersAgain() throws IOException {
        try (WorkerUnderTest test = served(Profile.REFERENCE).with(SystemSettings.MAX_CONNECTIONS, 2)) {
            InetSocketAddress address = address(test);
            try (Socket one = new Socket(address.getAddress(), address.getPort());
                    Socket two = new Socket(address.getAddress(), address.getPort())) {
                for (Socket socket : List.of(one, two)) {
                    socket.setSoTimeout(60_000);
                    socket.getOutputStream()
                            .write("GET /metadata HTTP/1.1\r\nhost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(socket.getInputStream().read()).isEqualTo('H');
                }
                try (Socket third = new Socket(address.getAddress(), address.getPort())) {
                    third.setSoTimeout(60_000);
                    assertThat(end(third)).isEqualTo(-1);
                }
            }
            eventually().ignoreExceptions().until(() -> get(test, "/metadata").statusCode() == 404);
        }
    }

    /** Returns what reading gives: the end of input, also where it comes as a reset. */
    private static int end(Socket peer) {
        try {
            InputStream in = peer.getInputStream();
            return in.read();
        } catch (SocketException reset) {
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
