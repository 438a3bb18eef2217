package io.seatrial.testkit;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.backend.BackendPool;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.time.Waits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a trial is made from.
 *
 * @param plane what is put to the trial
 * @param rule the rule that the case tries
 * @param profile the profile in which it is tried
 * @param transport the transport on which it is tried
 * @param waits the network, and how long things may take
 * @param backends the back ends of the run
 * @param seed what decides the trial's randomness
 */
public record TrialSetup(
        PlaneUnderTest plane,
        Rule rule,
        Profile profile,
        PlaneMode transport,
        Waits waits,
        BackendPool backends,
        long seed) {

    private static final String NATS = "nats";

    /** Creates a setup. */
    public TrialSetup {
        Objects.requireNonNull(plane, "plane");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(waits, "waits");
        Objects.requireNonNull(backends, "backends");
    }

    /** Returns the variables that lead a manager of the transport to the back ends of the run. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        if (plane.backends(transport).contains(NATS)) {
            backends.shared(NATS)
                    .found()
                    .ifPresent(server -> variables.put(
                            "NATS_SERVER", waits.network().wayTo(server.info().url())));
        }
        return variables;
    }
}
