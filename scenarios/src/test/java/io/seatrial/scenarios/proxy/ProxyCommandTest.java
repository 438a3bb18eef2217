package io.seatrial.scenarios.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.scenarios.cli.SeatrialProcess;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proxy as a process of its own, as a user starts it. */
class ProxyCommandTest {

    private static final Duration CEILING = Duration.ofSeconds(120);

    @TempDir
    Path directory;

    private Path config(String json) throws Exception {
        return Files.writeString(directory.resolve("proxies.json"), json);
    }

    private static String call(String api, String path, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + api + path)).timeout(CEILING);
        return HttpClient.newHttpClient()
                .send(
                        (body == null ? request.GET() : request.POST(HttpRequest.BodyPublishers.ofString(body)))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void shouldCarryWhatItsConfigurationSaysAndEndWithZeroOnSigterm() throws Exception {
        try (ServerSocket service = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Path config = config(
                    "[{\"name\":\"web\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:" + service.getLocalPort()
                            + "\"},{\"name\":\"off\",\"upstream\":\"127.0.0.1:9\",\"enabled\":false}]");
            try (SeatrialProcess proxy = SeatrialProcess.start(
                    "proxy", "--api", "127.0.0.1:0", "--seed", "5", "--config", config.toString())) {
                assertThat(proxy.awaitLine(CEILING)).matches("api 127\\.0\\.0\\.1:\\d+");
                Awaitility.await().atMost(CEILING).until(() -> proxy.output().size() == 3);
                assertThat(proxy.output().get(1))
                        .matches("proxy web 127\\.0\\.0\\.1:\\d+ to 127\\.0\\.0\\.1:" + service.getLocalPort());
                assertThat(proxy.output().get(2)).isEqualTo("proxy off disabled to 127.0.0.1:9");
                assertThat(proxy.errors()).contains("seed 5");

                String api = proxy.output().get(0).substring("api ".length());
                assertThat(call(api, "/version", null)).contains("2.12.0");
                String listen = proxy.output().get(1).split(" ")[2];
                try (Socket client = new Socket("127.0.0.1", Integer.parseInt(listen.split(":")[1]));
                        Socket server = service.accept()) {
                    client.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
                    assertThat(new String(server.getInputStream().readNBytes(5), StandardCharsets.UTF_8))
                            .isEqualTo("hello");
                    assertThat(call(api, "/proxies/web/faults", "{\"type\":\"reset\"}"))
                            .contains("reset_downstream");

                    proxy.terminate();
                    assertThat(proxy.awaitExit(CEILING)).isZero();
                }
            }
        }
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String api = "127.0.0.1:" + taken.getLocalPort();
            expectError(1, "Choose another with --api", "--api", api);
        }
        expectError(64, "--api nowhere is not HOST:PORT", "--api", "nowhere");
        expectError(64, "cannot be read", "--config", directory.resolve("none").toString());
        expectError(
                64,
                "--config cannot be carried out: missing required field: upstream at proxy 1",
                "--api",
                "127.0.0.1:0",
                "--config",
                config("[{\"name\":\"a\"}]").toString());
        expectError(
                64,
                "listen tcp: address bogus: missing port in address",
                "--api",
                "127.0.0.1:0",
                "--config",
                config("[{\"name\":\"a\",\"upstream\":\"x\",\"listen\":\"bogus\"}]")
                        .toString());
    }

    private static void expectError(int exitCode, String text, String... options) throws Exception {
        String[] words = new String[options.length + 1];
        words[0] = "proxy";
        System.arraycopy(options, 0, words, 1, options.length);
        try (SeatrialProcess process = SeatrialProcess.start(words)) {
            assertThat(process.awaitExit(CEILING)).as(process.errors()).isEqualTo(exitCode);
            assertThat(process.errors()).contains(text).doesNotContain("\tat ");
        }
    }
}
