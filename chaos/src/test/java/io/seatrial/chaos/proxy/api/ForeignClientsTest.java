package io.seatrial.chaos.proxy.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.seatrial.chaos.RealToxiproxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unmodified clients of other languages make every call that they know, good and bad, on both servers, and print what they are answered.
 * They come from their registries; {@code .ci/setup} fetches them. A test whose client is not here is skipped with the reason; in CI it
 * fails.
 */
class ForeignClientsTest {

    private static final Path SCRIPT = Path.of("src", "test", "clients", "run");
    private static final int NOT_HERE = 77;
    private static final int CEILING_MINUTES = 10;
    private static final int FEWEST_STEPS = 70;
    private static final Pattern ADDRESS = Pattern.compile("127\\.0\\.0\\.1:\\d+");

    @ParameterizedTest
    @ValueSource(strings = {"go", "node", "python"})
    void shouldBeAnsweredAlikeByBothServers(String language) throws Exception {
        List<String> embedded = embedded(language);
        List<String> real = real(language);

        assertThat(real).hasSizeGreaterThan(FEWEST_STEPS).endsWith("done");
        assertThat(embedded).isEqualTo(real);
    }

    private static List<String> embedded(String language) throws Exception {
        try (EmbeddedToxiproxy embedded = EmbeddedToxiproxy.start(ApiOptions.DEFAULT)) {
            List<String> transcript = drive(embedded.address(), language);
            assertThat(embedded.proxies().proxies()).isEmpty();
            return transcript;
        }
    }

    private static List<String> real(String language) throws Exception {
        try (RealToxiproxy real = RealToxiproxy.start()) {
            return drive(real.address(), language);
        }
    }

    private static List<String> drive(InetSocketAddress server, String language) throws Exception {
        Process driver = new ProcessBuilder(
                        "bash", SCRIPT.toString(), server.getHostString() + ":" + server.getPort(), language)
                .redirectErrorStream(true)
                .start();
        try {
            String said = said(driver);
            assertThat(driver.waitFor(CEILING_MINUTES, TimeUnit.MINUTES)).isTrue();
            if (driver.exitValue() == NOT_HERE) {
                notHere(said);
            }
            assertThat(driver.exitValue()).as(said).isZero();
            return said.lines().map(new Addresses()::numbered).toList();
        } finally {
            driver.destroy();
        }
    }

    /** Reads to the end, which the script's own bound brings. */
    private static String said(Process driver) throws IOException {
        return new String(driver.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void notHere(String reason) {
        if (System.getenv().containsKey("CI")) {
            fail("CI must have it: " + reason);
        }
        abort(reason);
    }

    /** Ports differ from run to run; which of them is meant must not. */
    private static final class Addresses {
        private final Map<String, String> numbers = new LinkedHashMap<>();

        private String numbered(String line) {
            return ADDRESS.matcher(line)
                    .replaceAll(found -> numbers.computeIfAbsent(
                            found.group(), address -> "<address " + (numbers.size() + 1) + ">"));
        }
    }
}
