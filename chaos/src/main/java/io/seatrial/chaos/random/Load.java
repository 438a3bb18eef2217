package io.seatrial.chaos.random;

import io.seatrial.testkit.Trial;
import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.spi.PlaneRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends the requests of a plan when they are due, whatever became of those before them. */
final class Load {

    private final Trial trial;
    private final ChaosPlan plan;
    private final PlaneRouter router;
    private final List<Long> instances;
    private final Story story;
    private final Problems problems;
    private final List<SentRequest> sent = new ArrayList<>();
    private @Nullable PlannedRequest beingSent;
    private @Nullable Thread sender;

    /**
     * Creates a load that has not begun.
     *
     * @param instances the ids of the workers, in their order
     */
    Load(Trial trial, ChaosPlan plan, PlaneRouter router, List<Long> instances, Story story, Problems problems) {
        this.trial = trial;
        this.plan = plan;
        this.router = router;
        this.instances = instances;
        this.story = story;
        this.problems = problems;
        trial.history().observe(event -> {
            if (event.fact() instanceof Fact.Sent fact) {
                tellNumber(fact);
            }
        });
    }

    /** Tells under which number the history speaks of a request: it is recorded by the thread that sends. */
    private void tellNumber(Fact.Sent fact) {
        PlannedRequest request = beingSent;
        if (request != null && Thread.currentThread() == sender) {
            story.tell("caller", "sends " + request.describe() + " (request " + fact.request() + ")", request.number());
        }
    }

    /** Begins to send. */
    void begin() {
        for (PlannedRequest request : plan.requests()) {
            trial.scheduler().schedule(() -> send(request), request.at().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void send(PlannedRequest request) {
        SentRequest made = new SentRequest(request, story, problems);
        synchronized (this) {
            sent.add(made);
            beingSent = request;
            sender = Thread.currentThread();
            try {
                String id = "r" + request.number();
                made.follow(
                        request.worker().isPresent()
                                ? router.call(instances.get(request.worker().getAsInt()), id, request.json())
                                : router.call(id, request.json()));
            } catch (RuntimeException thrown) {
                problems.found("the call of r" + request.number(), "a stage", "threw " + thrown);
                return;
            } finally {
                beingSent = null;
            }
        }
        if (request.cancel() != PlannedRequest.Cancel.NONE) {
            trial.scheduler().schedule(made::giveUp, request.cancelAfter().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Waits until every request has had its outcome, and fails if one has none. */
    void awaitOutcomes() {
        trial.mustHappen(
                "every request to be sent",
                () -> sent().size() == plan.requests().size());
        for (SentRequest request : sent()) {
            trial.outcome("the outcome of r" + request.planned().number(), request.ended());
        }
    }

    private synchronized List<SentRequest> sent() {
        return List.copyOf(sent);
    }

    /** Returns what became of each request so far, in the order of sending. */
    List<Sample> samples() {
        return sent().stream().map(SentRequest::soFar).toList();
    }
}
