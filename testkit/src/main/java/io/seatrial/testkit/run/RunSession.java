package io.seatrial.testkit.run;

import io.seatrial.testkit.backend.BackendPool;
import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.history.Fnv64;
import io.seatrial.testkit.history.Recording;
import io.seatrial.testkit.ledger.JvmAccounts;
import io.seatrial.testkit.ledger.Ledger;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.machine.Machine;
import io.seatrial.testkit.machine.StallMonitor;
import io.seatrial.testkit.machine.Strain;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.NetworkProvider;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.time.Budget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs single cases against one plane, each in a world and on a thread of its own. An implementation that hangs, throws whatever it likes or
 * leaves things open is judged, named and survived. For one thread.
 */
public final class RunSession implements AutoCloseable {

    private static final Duration GIVEN_UP_GRACE = Duration.ofSeconds(1);
    private static final int FRAMES = 8;

    private final GuardedPlane plane;
    private final Networks networks;
    private final BackendPool backends;
    private final long seed;
    private final boolean measured;
    private final Budget budget;
    private final Judge judge;
    private final StallMonitor stalls = StallMonitor.start();
    private final long begun = Machine.nanoTime();
    private final Set<NetworkKind> prepared = EnumSet.noneOf(NetworkKind.class);

    private RunSession(GuardedPlane plane, Networks networks, BackendPool backends, RunOptions options, Budget budget) {
        this.plane = plane;
        this.networks = networks;
        this.backends = backends;
        this.seed = options.seed();
        this.measured = options.calibrate();
        this.budget = budget;
        this.judge = new Judge(options.known());
    }

    /** Opens a session; measures the machine first if the options say so. Their selection is not looked at. */
    public static RunSession open(PlaneUnderTest plane, Networks networks, Backends backends, RunOptions options) {
        Calibration calibration =
                options.calibrate() ? Calibration.measure() : options.budget().calibration();
        return new RunSession(
                GuardedPlane.of(plane),
                networks,
                backends.pool(),
                options,
                options.budget().with(calibration));
    }

    /** Returns how far the machine's timers can be trusted. */
    public Calibration calibration() {
        return budget.calibration();
    }

    /** Returns the back ends of this session: each is looked for when first needed, and kept until the session ends. */
    public BackendPool backends() {
        return backends;
    }

    /** Runs one case, or says why it cannot be run. Its seed comes from that of the session and its name alone. */
    public CaseResult run(PlannedRun run, RunListener listener) {
        long own = new Fnv64().update(seed).update(run.id()).value();
        CaseResult result = unfit(run)
                .map(verdict -> new CaseResult(run, verdict, Duration.ZERO, own, Recording.NONE))
                .orElseGet(() -> {
                    listener.started(run);
                    return execute(run, prepared(run.network()), own);
                });
        listener.finished(result);
        return result;
    }

    /** Returns the verdict of a run that need not be made. */
    private Optional<Verdict> unfit(PlannedRun run) {
        List<Throwable> troubles = List.copyOf(plane.troubles());
        return troubles.isEmpty()
                ? Obstacles.to(run, plane, networks, backends).map(Verdict.Skipped::new)
                : Optional.of(judge.verdict(run, troubles, Strain.NONE));
    }

    private NetworkProvider prepared(NetworkKind network) {
        NetworkProvider provider = networks.find(network).orElseThrow();
        if (prepared.add(network)) {
            provider.prepare();
        }
        return provider;
    }

    /** Returns the results of this session, in the order in which they are given. */
    public RunResult result(List<CaseResult> results) {
        return new RunResult(
                plane.name(), plane.version(), seed, calibration(), backends.taken(), since(begun), results);
    }

    private CaseResult execute(PlannedRun run, NetworkProvider provider, long own) {
        CaseExecution execution = new CaseExecution(run, plane.forOneCase(), provider, backends, budget, own);
        Ledger ledger =
                Ledger.open(run.network() == NetworkKind.SIMULATED ? JvmAccounts.withoutPorts() : JvmAccounts.all());
        long start = Machine.nanoTime();
        Thread thread =
                Machine.start("case " + run.rule().id() + " " + run.method().id(), execution);
        boolean ended = Machine.join(thread, budget.stretched(budget.caseBound()));
        List<Throwable> thrown = new ArrayList<>(execution.thrown());
        if (ended) {
            ledger.leftoversAfter(budget.stretched(budget.quiescence()))
                    .forEach(leftover -> thrown.add(
                            CaseFailure.leftover("what the case left behind in the JVM", "left " + leftover)));
        } else {
            thrown.add(giveUp(thread, execution));
        }
        Duration duration = since(start);
        boolean blameless = !measured || (ended && execution.independentOfMachine());
        Strain strain = blameless
                ? Strain.NONE
                : new Strain(duration, stalls.stalledSince(start), budget.calibration(), Calibration::measure);
        Verdict verdict = judge.verdict(run, thrown, strain);
        return new CaseResult(run, verdict, duration, own, execution.recording());
    }

    /** Judges a case that did not end, and makes room for the next one as far as that can be done. */
    private CaseFailure giveUp(Thread thread, CaseExecution execution) {
        String where = Machine.stackOf(thread, FRAMES);
        execution.abandon();
        thread.interrupt();
        boolean ended = Machine.join(thread, GIVEN_UP_GRACE);
        return CaseFailure.timeout(
                "the case",
                "to end within " + budget.stretched(budget.caseBound()).toSeconds() + " s",
                "was still running " + where + (ended ? "" : ", and does not react to an interrupt"));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(Machine.nanoTime() - start);
    }

    /** Gives the back ends back and ends the watch over the machine. */
    @Override
    public void close() {
        backends.close();
        stalls.close();
    }
}
