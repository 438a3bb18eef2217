package io.seatrial.chaos.backend;

import static io.seatrial.chaos.backend.RealBackends.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.seatrial.chaos.probe.DockerDaemon;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was started ends with the JVM that started it, when that is told to end. */
class JvmEndTest {

    private static final Duration CEILING = Duration.ofSeconds(120);

    @Test
    void shouldEndAProgramWithTheJvm() throws Exception {
        RealBackends.program(BackendKind.NATS).close();

        shouldEndWithTheJvm("program", "own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "shared"})
    void shouldEndAContainerWithTheJvm(String which) throws Exception {
        requireDocker();

        shouldEndWithTheJvm("docker", which);
    }

    @ParameterizedTest
    @ValueSource(strings = {"own", "shared"})
    void shouldRemoveTheContainerOfAJvmThatWasKilledWhenTheNextOneStarts(String which) throws Exception {
        requireDocker();
        try (Keeper keeper = Keeper.start("docker", which)) {
            keeper.process().destroyForcibly().waitFor();
            assertThat(answers(keeper.url()))
                    .as("answers after its owner was killed")
                    .isTrue();

            RealBackends.required(BackendResolver.of(BackendKind.NATS, RealBackends.environment("docker"))
                            .open())
                    .close();

            assertThat(answers(keeper.url())).as("answers after the next start").isFalse();
        }
    }

    private static void requireDocker() {
        DockerDaemon.Search docker = DockerDaemon.find(System.getenv());
        if (docker.daemon().isEmpty()) {
            absent(docker.reason());
        }
    }

    private static void shouldEndWithTheJvm(String way, String which) throws Exception {
        try (Keeper keeper = Keeper.start(way, which)) {
            assertThat(answers(keeper.url())).as("answers at " + keeper.url()).isTrue();
            keeper.process().destroy();
            assertThat(keeper.process().waitFor(CEILING.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            await("the end of the server").atMost(CEILING).until(() -> !answers(keeper.url()));
        }
    }

    private static boolean answers(URI url) {
        try {
            Readiness.ask(BackendKind.NATS, url.getHost(), url.getPort());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
