package io.seatrial.testkit;

import io.seatrial.testkit.expect.Expect;
import io.seatrial.testkit.expect.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** The part of a {@link Trial} that waits: for stages, for conditions, and for spans of the network's time. */
abstract class TrialWaits {

    private final TrialSetup setup;
    private final TrialWorld world;

    TrialWaits(TrialSetup setup, TrialWorld world) {
        this.setup = setup;
        this.world = world;
    }

    /** Waits for a stage and returns its value. Fails the case if the stage fails, or does not end within the ceiling. */
    public <T> T await(String what, CompletionStage<T> stage) {
        return setup.waits().value(what, stage);
    }

    /** Waits for a stage that must fail so, and returns the failure, unwrapped. */
    public <E extends Throwable> E awaitFailure(String what, CompletionStage<?> stage, Class<E> type) {
        Outcome<?> outcome = outcome(what, stage);
        return Expect.expectFailure(what, type, outcome.failure().orElse(null));
    }

    /** Waits for a stage that may end either way. */
    public <T> Outcome<T> outcome(String what, CompletionStage<T> stage) {
        return setup.waits().outcome(what, stage);
    }

    /** Waits for all stages and returns their values in order. */
    public <T> List<T> awaitAll(String what, List<? extends CompletionStage<T>> stages) {
        List<T> values = new ArrayList<>();
        stages.forEach(stage -> values.add(await(what + ", " + (values.size() + 1) + " of " + stages.size(), stage)));
        return values;
    }

    /** Waits for all stages, which may end either way. */
    public <T> List<Outcome<T>> outcomes(String what, List<? extends CompletionStage<T>> stages) {
        List<Outcome<T>> outcomes = new ArrayList<>();
        stages.forEach(
                stage -> outcomes.add(outcome(what + ", " + (outcomes.size() + 1) + " of " + stages.size(), stage)));
        return outcomes;
    }

    /** Waits until a condition holds, within the default ceiling. */
    public void mustHappen(String what, BooleanSupplier condition) {
        mustHappen(setup.waits().budget().ceiling(), what, condition);
    }

    /** Waits until a condition holds. The bound is a ceiling, stretched on a slow machine; it costs nothing if all goes well. */
    public void mustHappen(Duration within, String what, BooleanSupplier condition) {
        setup.waits().mustHappen(within, what, condition);
    }

    /** Lets a span of time really pass in which a condition must not come to hold. Keep it short: on real networks it is waited for. */
    public void mustNotHappen(Duration span, String what, BooleanSupplier condition) {
        setup.waits().mustNotHappen(span, what, condition);
    }

    /** Returns a stage that completes when a span of the network's time has passed: for handlers that take their time. */
    public CompletionStage<Void> after(Duration span) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        world.ownIo().scheduler().schedule(() -> passed.complete(null), span.toNanos(), TimeUnit.NANOSECONDS);
        return passed;
    }

    /** Returns the network's timers, for parts of the plane that are handed them. */
    public ScheduledExecutorService scheduler() {
        return world.ownIo().scheduler();
    }

    /**
     * Starts {@code n} tasks at once: real threads released together, or in simulation an order that the seed gives. Returns the stages;
     * wait for them with {@link #awaitAll} or {@link #outcomes}. A task that throws fails its stage.
     */
    public <T> List<CompletableFuture<T>> concurrently(int n, IntFunction<? extends CompletionStage<T>> task) {
        return setup.waits().network().concurrently(n, task);
    }
}
