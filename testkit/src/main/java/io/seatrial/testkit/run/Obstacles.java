package io.seatrial.testkit.run;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.backend.BackendPool;
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

    static Optional<String> to(PlannedRun run, PlaneUnderTest plane, Networks networks, BackendPool backends) {
        Optional<String> inherent = ofPlane(run, plane).or(() -> outsideVirtualTime(run, plane));
        return inherent.or(() -> networks.unavailable(run.network())).or(() -> missing(run, plane, backends));
    }

    private static Optional<String> ofPlane(PlannedRun run, PlaneUnderTest plane) {
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
        if (run.network() == NetworkKind.PROXIED
                && plane.backends(run.transport()).isEmpty()) {
            missing.add(Capability.NETWORK_IO); // else its connections would go past the proxies
        }
        run.rules().stream().map(Rule::needs).forEach(missing::addAll);
        missing.removeAll(plane.capabilities());
        if (!missing.isEmpty()) {
            return Optional.of("the plane '" + plane.name() + "' does not declare " + missing);
        }
        return Optional.empty();
    }

    /** Returns why a run can be made on no machine, if its network has a time of its own that its back ends know nothing of. */
    static Optional<String> outsideVirtualTime(PlannedRun run, PlaneUnderTest plane) {
        return run.network() == NetworkKind.SIMULATED
                        && !plane.backends(run.transport()).isEmpty()
                ? Optional.of(outsideVirtualTime(run.transport(), plane))
                : Optional.empty();
    }

    static String outsideVirtualTime(PlaneMode transport, PlaneUnderTest plane) {
        return transport + " does not run on " + NetworkKind.SIMULATED + ", as its back end "
                + String.join(", ", plane.backends(transport))
                + " is a process of its own, which virtual time does not reach";
    }

    private static Optional<String> missing(PlannedRun run, PlaneUnderTest plane, BackendPool backends) {
        return plane.backends(run.transport()).stream()
                .sorted()
                .flatMap(name -> backends.shared(name).obstacle().stream())
                .findFirst();
    }
}
