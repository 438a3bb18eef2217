package io.seatrial.scenarios.peer;

import io.seatrial.chaos.backend.BackendKind;
import io.seatrial.chaos.backend.BackendResolver;
import io.seatrial.testkit.backend.OwnBackend;
import io.seatrial.testkit.backend.Resolution;
import org.junit.jupiter.api.Assumptions;

/** Real NATS servers for tests. On a machine without one a test is skipped with the reason; CI has it, so there it fails. */
public final class NatsServers {

    private NatsServers() {}

    /** Starts one. */
    public static OwnBackend start() {
        Resolution<OwnBackend> resolution =
                BackendResolver.of(BackendKind.NATS, System.getenv()).openOwn();
        resolution.obstacle().ifPresent(reason -> {
            if (System.getenv().containsKey("CI")) {
                throw new AssertionError("CI must have it: " + reason);
            }
            Assumptions.abort(reason);
        });
        return resolution.found().orElseThrow();
    }

    /** Ends the test where none can be started. */
    static void require() {
        start().close();
    }
}
