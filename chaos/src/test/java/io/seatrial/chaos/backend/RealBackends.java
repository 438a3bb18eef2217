package io.seatrial.chaos.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.seatrial.testkit.backend.Backend;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.backend.Resolution;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The real parts for tests. On a machine without them a test is skipped with the reason; CI has them, so there it fails. */
final class RealBackends {

    private RealBackends() {}

    /** Returns this machine's environment, narrowed to some ways, with variables over it. */
    static Map<String, String> environment(String ways, String... namesAndValues) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put(BackendSearch.WAYS, ways);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            environment.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return environment;
    }

    /** Starts one by its program. */
    static OwnBackend program(BackendKind kind) {
        return required(BackendResolver.of(kind, environment("program")).openOwn());
    }

    /** Returns what was found, or ends the test. */
    static <B extends Backend> B required(Resolution<B> resolution) {
        resolution.obstacle().ifPresent(RealBackends::absent);
        return resolution.found().orElseThrow();
    }

    /** Ends the test, since a real part is not there. */
    static void absent(String reason) {
        if (System.getenv().containsKey("CI")) {
            fail("CI must have it: " + reason);
        }
        Assumptions.abort(reason);
    }

    /** Returns whether the server answers as its kind does. */
    static void assertAnswers(BackendKind kind, Backend backend) throws Exception {
        java.net.URI url = java.net.URI.create(backend.info().url());
        assertThat(Readiness.ask(kind, url.getHost(), url.getPort()).version())
                .isEqualTo(backend.info().version())
                .matches("\\d+\\.\\d+\\.\\d+.*");
    }
}
