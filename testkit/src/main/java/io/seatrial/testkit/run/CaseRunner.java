package io.seatrial.testkit.run;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.history.Fnv64;
import io.seatrial.testkit.ledger.JvmAccounts;
import io.seatrial.testkit.ledger.Ledger;
import io.seatrial.testkit.ledger.Leftover;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.machine.Machine;
import io.seatrial.testkit.machine.StallMonitor;
import io.seatrial.testkit.network.NetworkProvider;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.time.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs cases, one after the other, each in a world and on a thread of its own. An implementation that hangs, throws whatever it likes or
 * leaves things open is judged, named and survived.
 */
public final class CaseRunner {

    private static final Duration POLL = Duration.ofMillis(1);
    private static final Duration GIVEN_UP_GRACE = Duration.ofSeconds(1);
    private static final int FRAMES = 8;

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
        Calibration calibration =
                options.calibrate() ? Calibration.measure() : options.budget().calibration();
        Budget budget = options.budget().with(calibration);
        Plan plan = Plan.of(catalog, options.selection());
        listener.begun(plan.runs().size(), options.seed(), calibration);
        plan.runs().stream()
                .map(PlannedRun::network)
                .distinct()
                .flatMap(kind -> networks.find(kind).stream())
                .forEach(NetworkProvider::prepare);
        Map<PlannedRun, CaseResult> results = new LinkedHashMap<>();
        try (StallMonitor stalls = StallMonitor.start()) {
            Judge judge = new Judge(options.known());
            for (PlannedRun run : plan.shuffled(options.seed())) {
                long seed = new Fnv64().update(options.seed()).update(run.id()).value();
                Optional<String> obstacle = Obstacles.to(run, plane, networks);
                CaseResult result;
                if (obstacle.isPresent()) {
                    result = new CaseResult(
                            run, new Verdict.Skipped(obstacle.get()), Duration.ZERO, seed, 0, Optional.empty());
                } else {
                    listener.started(run);
                    result = runOne(run, plane, budget, seed, judge, stalls);
                }
                results.put(run, result);
                listener.finished(result);
            }
        }
        List<CaseResult> ordered = plan.runs().stream().map(results::get).toList();
        return new RunResult(plane.name(), plane.version(), options.seed(), calibration, since(start), ordered);
    }

    private CaseResult runOne(
            PlannedRun run, PlaneUnderTest plane, Budget budget, long seed, Judge judge, StallMonitor stalls) {
        NetworkProvider provider = networks.find(run.network()).orElseThrow();
        CaseExecution execution = new CaseExecution(run, plane, provider, budget, seed);
        Ledger ledger = Ledger.open(JvmAccounts.all());
        long start = Machine.nanoTime();
        Thread thread =
                Machine.start("case " + run.rule().id() + " " + run.method().id(), execution);
        boolean ended = Machine.join(thread, budget.stretched(budget.caseBound()));
        List<Throwable> thrown = new ArrayList<>(execution.thrown());
        if (ended) {
            settled(ledger, budget)
                    .forEach(leftover -> thrown.add(
                            CaseFailure.leftover("what the case left behind in the JVM", "left " + leftover)));
        } else {
            thrown.add(giveUp(thread, execution, budget));
        }
        Duration duration = since(start);
        Duration stalled = ended && execution.independentOfMachine() ? Duration.ZERO : stalls.stalledSince(start);
        Verdict verdict = judge.verdict(run, thrown, duration, stalled);
        return new CaseResult(run, verdict, duration, seed, execution.events(), execution.historyHash());
    }

    /** Judges a case that did not end, and makes room for the next one as far as that can be done. */
    private static CaseFailure giveUp(Thread thread, CaseExecution execution, Budget budget) {
        String where = Machine.stackOf(thread, FRAMES);
        execution.abandon();
        thread.interrupt();
        boolean ended = Machine.join(thread, GIVEN_UP_GRACE);
        return CaseFailure.timeout(
                "the case",
                "to end within " + budget.stretched(budget.caseBound()).toSeconds() + " s",
                "was still running " + where + (ended ? "" : ", and does not react to an interrupt"));
    }

    /** Returns what is still left once things have had time to settle. */
    private static List<Leftover> settled(Ledger ledger, Budget budget) {
        long deadline =
                Machine.nanoTime() + budget.stretched(budget.quiescence()).toNanos();
        List<Leftover> left = ledger.leftovers();
        while (!left.isEmpty() && Machine.nanoTime() - deadline < 0) {
            Machine.pause(POLL);
            left = ledger.leftovers();
        }
        return left;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(Machine.nanoTime() - start);
    }
}
