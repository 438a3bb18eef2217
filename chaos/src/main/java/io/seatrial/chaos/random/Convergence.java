package io.seatrial.chaos.random;

import io.seatrial.testkit.Trial;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Flow;

/** Asks every instance until it has answered. Not part of the workload. */
final class Convergence {

    /** Between two attempts at an instance that does not answer. */
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Trial trial;
    private final PlaneRouter router;
    private final List<Long> instances;
    private final Story story;
    private final Duration ceiling;
    private final boolean forging;
    private int probes;

    /**
     * Creates a prober.
     *
     * @param ceiling how long all together may take
     * @param forging whether faults change what bytes say, on connections that may outlive them
     */
    Convergence(Trial trial, PlaneRouter router, List<Long> instances, Story story, Duration ceiling, boolean forging) {
        this.trial = trial;
        this.router = router;
        this.instances = instances;
        this.story = story;
        this.ceiling = ceiling;
        this.forging = forging;
    }

    /** Waits until each instance has answered and may be chosen again. Fails if one does not within the ceiling. */
    void await(String when) {
        long deadline = trial.nanoTime() + ceiling.toNanos();
        for (int i = 0; i < instances.size(); i++) {
            await(when, i, deadline);
        }
        trial.mustHappen(
                ceiling,
                "the router to choose among all " + instances.size() + " workers " + when,
                () -> router.available().size() == instances.size());
    }

    private void await(String when, int worker, long deadline) {
        Optional<String> obstacle = ask(worker);
        int attempts = 1;
        while (obstacle.isPresent() && trial.nanoTime() - deadline < 0) {
            trial.mustNotHappen(PAUSE, "the end of a pause", () -> false);
            obstacle = ask(worker);
            attempts++;
        }
        if (obstacle.isPresent()) {
            String last = obstacle.get();
            int all = attempts;
            trial.mustHappen(
                    Duration.ZERO,
                    Role.worker(worker) + " to answer " + when + " (" + all + " attempts in " + ceiling.toSeconds()
                            + " s, the last: " + last + ")",
                    () -> false);
        }
        story.tell("chaos", Role.worker(worker) + " answers" + (attempts == 1 ? "" : " at attempt " + attempts));
    }

    /** Returns why there was no answer. */
    private Optional<String> ask(int worker) {
        String probe = Handlers.probe(++probes);
        StreamCall call = router.call(instances.get(worker), "probe-" + probes, probe);
        Outcome<Flow.Publisher<StreamItem>> opened = trial.outcome("the stream of " + probe, call.opened());
        if (!opened.succeeded()) {
            return opened.failure().map(Throwable::toString);
        }
        ItemProbe<StreamItem> items = trial.subscribe(Objects.requireNonNull(opened.value()));
        items.request(Long.MAX_VALUE);
        Optional<String> failure = trial.outcome("the end of the answer to " + probe, items.end())
                .failure()
                .map(Throwable::toString);
        List<String> answer = items.items().stream().map(StreamItem::json).toList();
        if (failure.isPresent() || answer.equals(List.of(probe))) {
            return failure;
        }
        if (!forging) {
            throw CaseFailure.of("the answer of " + Role.worker(worker) + " to " + probe, "the same", "was " + answer);
        }
        return Optional.of("answered " + answer);
    }
}
