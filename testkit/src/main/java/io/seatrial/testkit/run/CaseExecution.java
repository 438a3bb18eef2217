package io.seatrial.testkit.run;

import io.seatrial.testkit.TrialSetup;
import io.seatrial.testkit.TrialWorld;
import io.seatrial.testkit.backend.BackendPool;
import io.seatrial.testkit.history.Recording;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.network.Network;
import io.seatrial.testkit.network.NetworkProvider;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.time.Budget;
import io.seatrial.testkit.time.Waits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a case, on the thread that was made for it: opens a world, runs the case in it, closes it. */
final class CaseExecution implements Runnable {

    private final PlannedRun run;
    private final PlaneUnderTest plane;
    private final NetworkProvider provider;
    private final BackendPool backends;
    private final Budget budget;
    private final long seed;
    private final List<Throwable> thrown = new ArrayList<>();
    private volatile @Nullable Network network;
    private volatile @Nullable TrialWorld world;

    CaseExecution(
            PlannedRun run,
            PlaneUnderTest plane,
            NetworkProvider provider,
            BackendPool backends,
            Budget budget,
            long seed) {
        this.run = run;
        this.plane = plane;
        this.provider = provider;
        this.backends = backends;
        this.budget = budget;
        this.seed = seed;
    }

    @Override
    public void run() {
        survive(() -> {
            Network opened = provider.open(seed);
            network = opened;
            Waits waits = new Waits(opened, budgetOn(opened));
            TrialWorld fresh = TrialWorld.open(
                    new TrialSetup(plane, run.rule(), run.profile(), run.transport(), waits, backends, seed));
            world = fresh;
            survive(() -> run.method().run(fresh.trial())); // what it throws is known before the close, which may hang
            fresh.close().forEach(this::add);
        });
    }

    /** In virtual time ceilings cost nothing, and must be the same on every machine. */
    private Budget budgetOn(Network opened) {
        return opened.deterministic() ? budget.with(Calibration.NONE) : budget;
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Throwable;
    }

    /** An implementation may throw anything at all: it is judged, and the next case runs. */
    private void survive(Step step) {
        try {
            step.run();
        } catch (Throwable failure) {
            add(failure);
        }
    }

    private void add(Throwable failure) {
        synchronized (thrown) {
            thrown.add(failure);
        }
    }

    /** Cuts the network of a case that did not end. */
    void abandon() {
        TrialWorld open = world;
        if (open != null) {
            open.abandon();
        }
    }

    /** Returns what was thrown so far, that of the case before that of closing. */
    List<Throwable> thrown() {
        synchronized (thrown) {
            return List.copyOf(thrown);
        }
    }

    /** Returns whether what the machine does cannot have changed the outcome. */
    boolean independentOfMachine() {
        Network opened = network;
        return opened != null && opened.deterministic();
    }

    /** Returns what has happened so far. */
    Recording recording() {
        Network opened = network;
        return opened == null ? Recording.NONE : Recording.of(opened.history().events(), opened.deterministic());
    }
}
