package io.seatrial.testkit.run;

import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Why a run cannot be made with this plane on this machine. */
final class Obstacles {

    private Obstacles() {}

    static Optional<String> to(PlannedRun run, PlaneUnderTest plane, Networks networks) {
        if (!plane.transports().contains(run.transport())) {
            return Optional.of("the plane '" + plane.name() + "' has no transport '" + run.transport() + "'");
        }
        if (!plane.profiles().contains(run.profile())) {
            return Optional.of("the plane '" + plane.name() + "' does not show the profile '" + run.profile() + "'");
        }
        Set<Capability> missing = new LinkedHashSet<>();
        if (run.network() == NetworkKind.SIMULATED) {
            missing.add(Capability.SIMULATION);
        }
        run.rules().stream().map(Rule::needs).forEach(missing::addAll);
        missing.removeAll(plane.capabilities());
        if (!missing.isEmpty()) {
            return Optional.of("the plane '" + plane.name() + "' does not declare " + missing);
        }
        return networks.unavailable(run.network());
    }
}
