package io.seatrial.chaos.random;

import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.spi.StreamContext;
import io.seatrial.testkit.spi.StreamEngine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the workers of a run do with requests. A request that the plan does not know is a finding, and is refused. */
final class Handlers {

    private static final String PROBE = "{\"probe\":";

    private final Trial trial;
    private final Story story;
    private final Problems problems;
    private final Map<String, PlannedRequest> planned;
    private final Map<Integer, String> takenBy = new ConcurrentHashMap<>();

    Handlers(Trial trial, ChaosPlan plan, Story story, Problems problems) {
        this.trial = trial;
        this.story = story;
        this.problems = problems;
        this.planned = plan.requests().stream().collect(Collectors.toMap(PlannedRequest::json, Function.identity()));
    }

    /** Returns a request that any worker answers with one item: the same. */
    static String probe(int number) {
        return PROBE + number + "}";
    }

    /** Returns the engine of one worker. */
    StreamEngine of(String worker) {
        return (json, context) -> generate(worker, json, context);
    }

    private CompletionStage<Flow.Publisher<String>> generate(String worker, String json, StreamContext context) {
        if (json.startsWith(PROBE)) {
            return CompletableFuture.completedFuture(Items.of(List.of(json)));
        }
        PlannedRequest request = planned.get(json);
        if (request == null) {
            problems.forged("the request that " + worker + " was given", "one that was sent", "was " + clipped(json));
            return CompletableFuture.failedFuture(new IllegalArgumentException("nobody sent that"));
        }
        story.tell(worker, "takes r" + request.number(), request.number());
        String before = takenBy.putIfAbsent(request.number(), worker);
        if (before != null) {
            problems.forged(
                    "the handling of r" + request.number(), "once", "was given to " + before + ", then to " + worker);
        }
        if (request.work() == PlannedRequest.Work.REFUSE) {
            return CompletableFuture.failedFuture(new IllegalStateException("refused, as planned"));
        }
        Items<String> items = Items.open();
        give(request, 0, items, context);
        return CompletableFuture.completedFuture(items);
    }

    private void give(PlannedRequest request, int index, Items<String> items, StreamContext context) {
        if (items.isCancelled() || context.isStopped()) {
            items.end();
        } else if (index == request.sent()) {
            finish(request, items);
        } else if (request.pause().isZero()) {
            items.give(request.item(index));
            give(request, index + 1, items, context);
        } else {
            trial.after(request.pause()).thenRun(() -> {
                items.give(request.item(index));
                give(request, index + 1, items, context);
            });
        }
    }

    private static void finish(PlannedRequest request, Items<String> items) {
        if (request.work() == PlannedRequest.Work.BREAK) {
            items.fail(new IllegalStateException("failed, as planned"));
        } else {
            items.end();
        }
    }

    private static String clipped(String json) {
        return json.length() <= 80 ? json : json.substring(0, 80) + "… (" + json.length() + " characters)";
    }
}
