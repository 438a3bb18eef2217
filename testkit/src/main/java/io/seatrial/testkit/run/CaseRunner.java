package io.seatrial.testkit.run;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.machine.Machine;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs what is selected of a catalogue, one case after the other, in an order that the seed gives. */
public final class CaseRunner {

    private final CaseCatalog catalog;
    private final Networks networks;

    /** Creates a runner of a catalogue on some networks. */
    public CaseRunner(CaseCatalog catalog, Networks networks) {
        this.catalog = catalog;
        this.networks = networks;
    }

    /** Runs what is selected. */
    public RunResult run(PlaneUnderTest plane, RunOptions options, RunListener listener) {
        long start = Machine.nanoTime();
        Plan plan = Plan.of(catalog, options.selection());
        try (RunSession session = RunSession.open(plane, networks, options)) {
            listener.begun(plan.runs().size(), options.seed(), session.calibration());
            Map<PlannedRun, CaseResult> results = new LinkedHashMap<>();
            for (PlannedRun run : plan.shuffled(options.seed())) {
                results.put(run, session.run(run, listener));
            }
            List<CaseResult> ordered = plan.runs().stream().map(results::get).toList();
            Duration duration = Duration.ofNanos(Machine.nanoTime() - start);
            return new RunResult(
                    plane.name(), plane.version(), options.seed(), session.calibration(), duration, ordered);
        }
    }
}
