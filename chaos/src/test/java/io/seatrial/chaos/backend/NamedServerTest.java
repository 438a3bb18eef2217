package io.seatrial.chaos.backend;

import static io.seatrial.chaos.backend.RealBackends.assertAnswers;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.backend.Resolution;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedServerTest {

    static Stream<BackendKind> kinds() {
        return BackendKind.all().stream();
    }

    private static BackendResolver named(BackendKind kind, String url) {
        return BackendResolver.of(
                kind,
                RealBackends.environment("url,program", kind.urlVariables().get(0), url));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldTakeTheOneThatIsNamedAndLeaveItAlone(BackendKind kind) throws Exception {
        try (OwnBackend theirs = RealBackends.program(kind)) {
            Backend named = named(kind, theirs.info().url()).open().found().orElseThrow();

            assertThat(named.info().origin()).isEqualTo(kind.urlVariables().get(0));
            assertThat(named.info().version()).isEqualTo(theirs.info().version());
            named.close();
            assertAnswers(kind, theirs);
        }
    }

    @Test
    void shouldKeepCredentialsOutOfWhatIsShown() throws Exception {
        try (OwnBackend theirs = RealBackends.program(BackendKind.NATS)) {
            String url = theirs.info().url().replace("//", "//me:secret@");
            Backend named = named(BackendKind.NATS, url).open().found().orElseThrow();

            assertThat(named.info().url()).isEqualTo(url);
            assertThat(named.info().shown())
                    .contains(theirs.info().url())
                    .doesNotContain("secret")
                    .isEqualTo(named.info().toString());
        }
    }

    @Test
    void shouldNotGoOnToAProgramWhereTheOneThatIsNamedIsMissing() {
        assertThat(obstacle("nats://127.0.0.1:1")).contains("SEATRIAL_NATS_URL", "Connection refused", "unset");
        assertThat(obstacle("tls://127.0.0.1:4222")).contains("not of the form nats://host:4222");
        assertThat(obstacle("nats://a b")).contains("SEATRIAL_NATS_URL");
    }

    @Test
    void shouldTellAServerOfAnotherKind() {
        try (OwnBackend toxiproxy = RealBackends.program(BackendKind.TOXIPROXY);
                OwnBackend nats = RealBackends.program(BackendKind.NATS)) {
            String http = toxiproxy.info().url().replace("http://", "nats://");
            assertThat(obstacle(http)).contains("at the URL in SEATRIAL_NATS_URL there is none");

            String notHttp = nats.info().url().replace("nats://", "http://");
            assertThat(named(BackendKind.TOXIPROXY, notHttp).open().obstacle().orElseThrow())
                    .contains("does not speak HTTP");
        }
    }

    @Test
    void shouldNotLendSomebodyElsesServerToBeStopped() {
        Resolution<OwnBackend> own =
                named(BackendKind.NATS, "nats://127.0.0.1:1").openOwn();

        assertThat(own.obstacle().orElseThrow()).contains("belongs to somebody else", "Unset SEATRIAL_NATS_URL");
    }

    private static String obstacle(String url) {
        return named(BackendKind.NATS, url).open().obstacle().orElseThrow();
    }
}
