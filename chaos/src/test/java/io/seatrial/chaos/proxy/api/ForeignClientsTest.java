package io.seatrial.chaos.proxy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.seatrial.chaos.RealToxiproxy;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unmodified clients of other languages against both servers. Each is fetched from its registry, so this is for CI, or for who asks for
 * it with {@code -Dseatrial.clients=true}. A language that is not here is skipped, with the reason.
 */
class ForeignClientsTest {

    private static final Path SCRIPT = Path.of("src", "test", "clients", "run");
    private static final int SKIPPED = 77;
    private static final int CEILING_MINUTES = 10;

    @BeforeEach
    void onlyWhereAskedFor() {
        assumeTrue(
                "true".equals(System.getenv("CI")) || Boolean.getBoolean("seatrial.clients"),
                "fetches clients from registries; -Dseatrial.clients=true runs it outside CI");
    }

    @ParameterizedTest
    @ValueSource(strings = {"go", "node", "python"})
    void shouldDriveTheEmbeddedServer(String language) throws Exception {
        try (EmbeddedToxiproxy embedded = EmbeddedToxiproxy.start(ApiOptions.DEFAULT)) {
            drive(embedded.address(), language);
            assertThat(embedded.proxies().proxies()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"go", "node", "python"})
    void shouldDriveTheRealServer(String language) throws Exception {
        try (RealToxiproxy real = RealToxiproxy.start()) {
            drive(real.address(), language);
        }
    }

    private static void drive(InetSocketAddress server, String language) throws Exception {
        Process script = new ProcessBuilder(
                        "bash", SCRIPT.toString(), server.getHostString() + ":" + server.getPort(), language)
                .redirectErrorStream(true)
                .start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script.waitFor(CEILING_MINUTES, TimeUnit.MINUTES)).isTrue();
        if (script.exitValue() == SKIPPED) {
            abort(output);
        }
        assertThat(script.exitValue()).as(output).isZero();
    }
}
