package io.seatrial.scenarios.doctor;

import io.seatrial.chaos.backend.BackendKind;
import io.seatrial.chaos.backend.BackendResolver;
import io.seatrial.chaos.backend.Candidate;
import io.seatrial.chaos.probe.DockerDaemon;
import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.Resolution;
import io.seatrial.testkit.backend.Resolution.Missing;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The back ends. What is named or would be started as a program is tried: it is asked who it is, or started and ended again. For Docker
 * nothing is started, since that could fetch images that nobody has asked for. Docker itself is only another way to the others.
 */
final class BackendChecks {

    private final Map<String, String> environment;

    BackendChecks(Map<String, String> environment) {
        this.environment = environment;
    }

    Stream<Check> all() {
        return Stream.concat(
                BackendKind.all().stream().map(this::backend), Stream.of(1).map(one -> docker()));
    }

    private Check backend(BackendKind kind) {
        BackendResolver resolver = BackendResolver.of(kind, environment);
        return resolver.candidate() instanceof Candidate.Image image
                ? inDocker(kind, image)
                : tried(kind, resolver.open());
    }

    private static Check tried(BackendKind kind, Resolution<? extends Backend> resolution) {
        if (resolution instanceof Missing<? extends Backend> missing) {
            return Check.missing(kind.name(), missing.reason(), missing.remedy());
        }
        try (Backend backend = resolution.found().orElseThrow()) {
            return Check.ok(kind.name(), backend.info().version() + ", " + whence(backend));
        }
    }

    private static String whence(Backend backend) {
        String origin = backend.info().origin();
        return origin.startsWith("program ")
                ? origin + "; it starts and answers"
                : origin + ", answers at " + backend.info().address();
    }

    private static Check inDocker(BackendKind kind, Candidate.Image image) {
        String found = "Docker image " + image.image();
        return image.present()
                ? Check.ok(kind.name(), found + "; it is here")
                : Check.missing(
                        kind.name(),
                        found + "; it is not here, and fetched when first needed",
                        "docker pull " + image.image());
    }

    private Check docker() {
        DockerDaemon.Search search = DockerDaemon.find(environment);
        return search.daemon()
                .map(daemon -> Check.ok("docker", daemon.version() + ", answers at " + daemon.host()))
                .orElseGet(() -> Check.none("docker", search.reason(), ".ci/setup --docker"));
    }
}
