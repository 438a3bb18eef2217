package io.seatrial.chaos.backend;

import static io.seatrial.chaos.backend.RealBackends.absent;
import static io.seatrial.chaos.backend.RealBackends.assertAnswers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.api.StreamConfiguration;
import io.seatrial.chaos.probe.Bounded;
import io.seatrial.chaos.probe.DockerDaemon;
import io.seatrial.testkit.backend.BackendException;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.backend.Resolution;
import io.seatrial.testkit.ledger.JvmAccounts;
import io.seatrial.testkit.ledger.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The real servers in containers, by Testcontainers. */
class ContainerServerTest {

    static Stream<BackendKind> kinds() {
        return BackendKind.all().stream();
    }

    @BeforeAll
    static void requireDocker() {
        DockerDaemon.Search docker = DockerDaemon.find(System.getenv());
        if (docker.daemon().isEmpty()) {
            absent(docker.reason());
        }
    }

    /** Shared ones are started by Testcontainers, those of a case without it. */
    enum Starter {
        TESTCONTAINERS,
        PLAIN;

        OwnBackend start(BackendKind kind) {
            BackendResolver resolver = BackendResolver.of(kind, RealBackends.environment("docker"));
            return this == PLAIN
                    ? RealBackends.required(resolver.openOwn())
                    : (OwnBackend) RealBackends.required(resolver.open());
        }
    }

    static Stream<Arguments> startersAndKinds() {
        return Stream.of(Starter.values()).flatMap(starter -> kinds().map(kind -> Arguments.of(starter, kind)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void shouldTakeTheImageThatIsNamedElseTheLocalOneElseThePublicOne(BackendKind kind) {
        DockerDaemon docker = DockerDaemon.find(System.getenv()).daemon().orElseThrow();
        String unnamed = docker.has(kind.localImage()) ? kind.localImage() : kind.publicImage();

        assertThat(image(kind, "")).isEqualTo(new Candidate.Image(docker, unnamed, docker.has(unnamed)));
        assertThat(image(kind, "seatrial/no-such-image:0"))
                .isEqualTo(new Candidate.Image(docker, "seatrial/no-such-image:0", false));
    }

    private static Candidate image(BackendKind kind, String named) {
        return BackendSearch.first(kind, RealBackends.environment("docker", kind.imageVariable(), named));
    }

    @ParameterizedTest
    @MethodSource("startersAndKinds")
    void shouldStartOneThatAnswersAndRemoveIt(Starter starter, BackendKind kind) throws Exception {
        OwnBackend backend = starter.start(kind);
        assertAnswers(kind, backend);
        assertThat(backend.info().origin()).startsWith("Docker image ");

        backend.close();

        assertThatThrownBy(() -> assertAnswers(kind, backend)).isInstanceOf(IOException.class);
        backend.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldStartItAgainAtTheSameAddressWithWhatItHasStored(Starter starter) throws Exception {
        try (OwnBackend backend = starter.start(BackendKind.NATS)) {
            try (Connection connection = Nats.connect(backend.info().url())) {
                connection
                        .jetStreamManagement()
                        .addStream(StreamConfiguration.builder()
                                .name("kept")
                                .subjects("kept.>")
                                .build());
            }
            backend.stop();
            backend.stop();
            assertThatThrownBy(() -> assertAnswers(BackendKind.NATS, backend)).isInstanceOf(IOException.class);
            backend.start();
            backend.start();
            try (Connection connection = Nats.connect(backend.info().url())) {
                assertThat(connection.jetStreamManagement().getStreamNames()).containsExactly("kept");
            }
        }
    }

    @Test
    void shouldLeaveNoConnectionAndNoThreadBehindInACase() throws Exception {
        Starter.PLAIN.start(BackendKind.NATS).close(); // what the JVM does only once
        Ledger ledger = Ledger.open(JvmAccounts.all());

        OwnBackend backend = Starter.PLAIN.start(BackendKind.NATS);
        backend.stop();
        backend.start();
        backend.close();

        Bounded.until(Duration.ofSeconds(60), () -> ledger.leftovers().isEmpty());
        assertThat(ledger.leftovers()).isEmpty();
    }

    @Test
    void shouldGiveUpAnImageThatCannotBeHad() {
        Resolution<OwnBackend> missing = BackendResolver.of(
                        BackendKind.NATS,
                        RealBackends.environment("docker", "SEATRIAL_NATS_IMAGE", "seatrial/no-such-image:0"))
                .within(Duration.ofSeconds(5))
                .openOwn();

        assertThat(missing.obstacle().orElseThrow())
                .contains("seatrial/no-such-image:0", "docker pull seatrial/no-such-image:0", "SEATRIAL_NATS_IMAGE");
    }

    @ParameterizedTest
    @EnumSource
    void shouldStandStillCrashAndGoOn(Starter starter) throws Exception {
        try (OwnBackend backend = starter.start(BackendKind.NATS)) {
            backend.pause();
            assertThatThrownBy(() -> assertAnswers(BackendKind.NATS, backend)).isInstanceOf(IOException.class);
            backend.resume();
            assertAnswers(BackendKind.NATS, backend);

            backend.pause();
            backend.kill();
            backend.kill();
            assertThatThrownBy(backend::pause).isInstanceOf(BackendException.class);
            backend.start();
            assertAnswers(BackendKind.NATS, backend);
        }
    }
}
