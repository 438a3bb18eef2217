package io.seatrial.chaos.random;

import io.seatrial.chaos.engine.InjectedFault;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.HalfOpen;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Reset;
import io.seatrial.testkit.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Injects the faults of a plan and removes them, on the thread of the run. What was done when is kept. */
final class Faults {

    /** How long connections may take to end that are reset. */
    private static final Duration ENDING = Duration.ofSeconds(5);

    private record Step(Duration at, PlannedFault fault, boolean injects) {}

    private final Trial trial;
    private final ChaosPlan plan;
    private final RunLinks links;
    private final Story story;
    private final Map<PlannedFault, InjectedFault> present = new LinkedHashMap<>();
    private final Map<PlannedFault, Long> since = new LinkedHashMap<>();
    private final List<Band> bands = new ArrayList<>();

    Faults(Trial trial, ChaosPlan plan, RunLinks links, Story story) {
        this.trial = trial;
        this.plan = plan;
        this.links = links;
        this.story = story;
    }

    /** Carries the faults out, counting from a moment of the network's time, and returns when all are healed. */
    void run(long origin) {
        List<Step> steps = new ArrayList<>();
        for (PlannedFault fault : plan.faults()) {
            steps.add(new Step(fault.at(), fault, true));
            steps.add(new Step(fault.until(), fault, false));
        }
        steps.sort(Comparator.comparing(Step::at));
        for (Step step : steps) {
            waitUntil(origin + step.at().toNanos());
            if (step.injects()) {
                inject(step.fault());
            } else {
                remove(step.fault());
            }
        }
        waitUntil(origin + plan.healed().toNanos());
        heal();
        story.tell("chaos", "all faults are healed");
    }

    private void waitUntil(long moment) {
        long left = moment - trial.nanoTime();
        if (left > 0) {
            trial.mustNotHappen(Duration.ofNanos(left), "the end of a pause", () -> false);
        }
    }

    private void inject(PlannedFault fault) {
        Link link = links.find(fault.link())
                .orElseThrow(() -> new IllegalStateException("there is no link " + fault.link() + " to inject into"));
        since.put(fault, story.now());
        story.tell("chaos", "injects " + fault.describe());
        present.put(fault, link.inject(fault.injection().onLink("*")));
    }

    /**
     * Removes a fault. What a half-open connection has swallowed is missing for ever, which cannot be with TCP: it ends instead, as it does
     * when its peer is there again and knows nothing of it.
     */
    private void remove(PlannedFault fault) {
        InjectedFault injected = present.remove(fault);
        if (injected == null) {
            return;
        }
        if (injected.injection().fault() instanceof HalfOpen) {
            Injection reset =
                    Injection.of(Reset.now()).named(injected.injection().name() + "-end");
            try (InjectedFault end = injected.link().inject(reset)) {
                injected.link().awaitIdle(ENDING); // one that comes meanwhile is reset, too
                injected.remove();
            }
        } else {
            injected.remove();
        }
        story.tell("chaos", "removes " + fault.injection().fault().type() + " from " + fault.link());
        bands.add(new Band(fault.describe(), since.getOrDefault(fault, 0L), story.now()));
    }

    /** Removes what is left. */
    void heal() {
        List.copyOf(present.keySet()).forEach(this::remove);
    }

    /** Returns when which fault was there, in the order of their beginnings. */
    List<Band> bands() {
        return bands.stream().sorted(Comparator.comparing(Band::fromNanos)).toList();
    }
}
