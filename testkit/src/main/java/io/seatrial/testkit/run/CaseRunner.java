package io.seatrial.testkit.run;

import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.backend.Resolution;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs what is selected of a catalogue, one case after the other, in an order that the seed gives. */
public final class CaseRunner {

    private final CaseCatalog catalog;
    private final Networks networks;
    private final Backends backends;

    /** Creates a runner of a catalogue on some networks, with the back ends on the class path. */
    public CaseRunner(CaseCatalog catalog, Networks networks) {
        this(catalog, networks, Backends.load());
    }

    /** Creates a runner of a catalogue on some networks, with some back ends. */
    public CaseRunner(CaseCatalog catalog, Networks networks, Backends backends) {
        this.catalog = catalog;
        this.networks = networks;
        this.backends = backends;
    }

    /** Runs what is selected. */
    public RunResult run(PlaneUnderTest plane, RunOptions options, RunListener listener) {
        return run(GuardedPlane.of(plane), options, listener);
    }

    private RunResult run(GuardedPlane plane, RunOptions options, RunListener listener) {
        Plan plan = Plan.of(catalog, options.selection(), plane).on(networks);
        try (RunSession session = RunSession.open(plane, networks, backends, options)) {
            listener.begun(plan.runs().size(), options.seed(), session.calibration());
            plan.leftOut().forEach(listener::noted);
            neededBy(plan, plane)
                    .forEach(name -> listener.noted(told(session.backends().shared(name))));
            Map<PlannedRun, CaseResult> results = new LinkedHashMap<>();
            for (PlannedRun run : plan.shuffled(options.seed())) {
                results.put(run, session.run(run, listener));
            }
            return session.result(plan.runs().stream().map(results::get).toList());
        }
    }

    private static Set<String> neededBy(Plan plan, PlaneUnderTest plane) {
        return plan.runs().stream()
                .map(PlannedRun::transport)
                .filter(plane.transports()::contains)
                .flatMap(transport -> plane.backends(transport).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String told(Resolution<?> resolution) {
        return resolution
                .found()
                .map(backend -> "back end " + backend.info().shown())
                .or(resolution::obstacle)
                .orElseThrow();
    }
}
