package io.seatrial.chaos.random;

import io.seatrial.chaos.network.ProxiedNetworks;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.TrialSetup;
import io.seatrial.testkit.TrialWorld;
import io.seatrial.testkit.backend.BackendPool;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.ledger.JvmAccounts;
import io.seatrial.testkit.ledger.Ledger;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.machine.Machine;
import io.seatrial.testkit.machine.StallMonitor;
import io.seatrial.testkit.machine.Strain;
import io.seatrial.testkit.network.Network;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.rule.Level;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.GuardedPlane;
import io.seatrial.testkit.run.Judge;
import io.seatrial.testkit.run.Verdict;
import io.seatrial.testkit.time.Budget;
import io.seatrial.testkit.time.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Carries plans out, each in a world and on a thread of its own, counts what is left in the JVM, and judges. For one thread. */
final class RunExecution {

    private static final Duration GIVEN_UP_GRACE = Duration.ofSeconds(1);
    private static final int FRAMES = 8;

    private final GuardedPlane plane;
    private final Engines engines;
    private final BackendPool backends;
    private final StallMonitor stalls;
    private final Budget budget;
    private final Set<PlaneMode> warm = new HashSet<>();

    RunExecution(GuardedPlane plane, Engines engines, BackendPool backends, StallMonitor stalls, Budget budget) {
        this.plane = plane;
        this.engines = engines;
        this.backends = backends;
        this.stalls = stalls;
        this.budget = budget;
    }

    /**
     * Makes one run. Before the first on a transport its workload runs once without faults: so that what a JVM does only once is not blamed
     * on anybody, and a run that is repeated alone meets the same speed as among others.
     */
    ChaosResult run(int number, ChaosPlan plan, String command) {
        if (warm.isEmpty()) {
            new ProxiedNetworks(engines::open).prepare();
        }
        if (warm.add(plan.transport())) {
            execute(number, plan.withoutFaults(), command);
        }
        return execute(number, plan, command);
    }

    private ChaosResult execute(int number, ChaosPlan plan, String command) {
        engines.prepare();
        Ledger ledger = Ledger.open(JvmAccounts.all());
        long start = Machine.nanoTime();
        OneRun run = new OneRun(plan);
        Thread thread = Machine.start("chaos run " + number, run::run);
        boolean ended = Machine.join(thread, budget.stretched(budget.caseBound()));
        List<Throwable> found = new ArrayList<>(run.found);
        if (ended) {
            ledger.leftoversAfter(budget.stretched(budget.quiescence()))
                    .forEach(leftover ->
                            found.add(CaseFailure.leftover("what the run left behind in the JVM", "left " + leftover)));
        } else {
            found.add(giveUp(thread, run));
        }
        Duration duration = Duration.ofNanos(Machine.nanoTime() - start);
        Strain strain = new Strain(duration, stalls.stalledSince(start), budget.calibration(), Calibration::measure);
        Verdict verdict = Judge.plain(ChaosTrial.class, found, strain);
        return new ChaosResult(number, plan, verdict, duration, run.story.lines(), run.timeline(), command);
    }

    private CaseFailure giveUp(Thread thread, OneRun run) {
        String where = Machine.stackOf(thread, FRAMES);
        run.abandon();
        thread.interrupt();
        boolean ended = Machine.join(thread, GIVEN_UP_GRACE);
        return CaseFailure.timeout(
                "the run",
                "to end within " + budget.stretched(budget.caseBound()).toSeconds() + " s",
                "was still running " + where + (ended ? "" : ", and does not react to an interrupt"));
    }

    /** One run, on its own thread; looked at from outside when it has ended or was given up. */
    private final class OneRun {
        private final ChaosPlan plan;
        private final Story story = new Story(Machine::nanoTime);
        private final List<Throwable> found = new CopyOnWriteArrayList<>();
        private volatile Optional<TrialWorld> world = Optional.empty();
        private volatile Optional<ChaosTrial> trial = Optional.empty();

        private OneRun(ChaosPlan plan) {
            this.plan = plan;
        }

        private void run() {
            survive(() -> {
                RunLinks links = new RunLinks(engines.open(plan.seed()), plan, story);
                Network network = new ProxiedNetworks(seed -> links).open(plan.seed());
                TrialWorld fresh = TrialWorld.open(new TrialSetup(
                        plane,
                        promise(plan.transport()),
                        Profile.REFERENCE,
                        plan.transport(),
                        new Waits(network, budget),
                        backends,
                        plan.seed()));
                world = Optional.of(fresh);
                ChaosTrial body = new ChaosTrial(fresh.trial(), plan, links, story);
                trial = Optional.of(body);
                survive(body::run);
                story.tell("chaos", "closes everything");
                found.addAll(fresh.close());
                links.close(); // the network does it only if it was ever asked for a link
                found.forEach(failure -> story.tell("verdict", "WRONG: " + failure.getMessage()));
                found.addAll(0, body.problems());
            });
        }

        /** An implementation may throw anything at all: it is judged, and the next run begins. */
        private void survive(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException | Error failure) {
                found.add(failure);
            }
        }

        private void abandon() {
            world.ifPresent(TrialWorld::abandon);
        }

        private Timeline timeline() {
            return trial.map(ChaosTrial::timeline).orElse(Timeline.NONE);
        }
    }

    /** What every run demands, in the form of a rule, which a trial has. */
    private static Rule promise(PlaneMode transport) {
        return new Rule(
                "CHAOS-01",
                "Random chaos",
                Level.MUST,
                Set.of(Profile.REFERENCE),
                Set.of(NetworkKind.PROXIED),
                Set.of(transport),
                Set.of(),
                Map.of(
                        Profile.REFERENCE,
                        "When faults are over every instance answers again; every request has had exactly one outcome; nothing is left."),
                "Faults come in combinations that nobody has written a case for.",
                "docs/guides/chaos.md",
                "the story of the run",
                Optional.empty());
    }
}
