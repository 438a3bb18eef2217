package io.seatrial.chaos.random;

import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A request under way, from its sending to its outcome, with what its caller looks at. Safe for many threads. */
final class SentRequest implements Flow.Subscriber<StreamItem> {

    private final PlannedRequest planned;
    private final Story story;
    private final Problems problems;
    private final long sentAt;
    private final CompletableFuture<Sample> ended = new CompletableFuture<>();
    private @Nullable StreamCall call;
    private Flow.@Nullable Subscription subscription;
    private boolean givenUp;
    private boolean asked;
    private int received;

    SentRequest(PlannedRequest planned, Story story, Problems problems) {
        this.planned = planned;
        this.story = story;
        this.problems = problems;
        this.sentAt = story.now();
    }

    /** Follows the call that was made. */
    void follow(StreamCall made) {
        synchronized (this) {
            call = made;
        }
        made.opened().whenComplete((stream, failure) -> {
            if (failure == null) {
                stream.subscribe(this);
            } else {
                failed(failure);
            }
        });
    }

    /** Completes with what became of it. */
    CompletionStage<Sample> ended() {
        return ended;
    }

    /** Returns what became of it, or that nothing has. */
    Sample soFar() {
        return ended.getNow(new Sample(planned.number(), sentAt, story.now() - sentAt, Sample.Kind.NONE, ""));
    }

    PlannedRequest planned() {
        return planned;
    }

    /** Gives it up as planned. */
    void giveUp() {
        if (ended.isDone()) {
            return;
        }
        StreamCall made;
        Flow.Subscription stream;
        synchronized (this) {
            made = Objects.requireNonNull(call, "call");
            stream = subscription;
            asked = true;
            givenUp = planned.cancel() == PlannedRequest.Cancel.DROP;
        }
        switch (planned.cancel()) {
            case NONE -> {}
            case STOP -> made.stop();
            case KILL -> made.kill();
            case DROP -> {
                end(Sample.Kind.CANCELLED, "dropped by its caller");
                if (stream == null) {
                    made.opened().toCompletableFuture().cancel(false);
                } else {
                    stream.cancel();
                }
            }
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription stream) {
        boolean late;
        synchronized (this) {
            subscription = stream;
            late = givenUp;
        }
        if (late) {
            stream.cancel();
        } else {
            stream.request(planned.oneByOne() ? 1 : Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(StreamItem item) {
        int index;
        Flow.Subscription stream;
        synchronized (this) {
            index = received++;
            stream = Objects.requireNonNull(subscription, "subscription");
        }
        if (!item.isError() && (index >= planned.sent() || !item.json().equals(planned.item(index)))) {
            problems.forged(
                    "item " + (index + 1) + " of r" + planned.number(),
                    index < planned.sent() ? "what its handler sent as such" : "no more than " + planned.sent(),
                    "was " + clipped(item.json()));
        }
        if (planned.oneByOne()) {
            stream.request(1);
        }
    }

    @Override
    public void onError(Throwable failure) {
        failed(failure);
    }

    @Override
    public void onComplete() {
        int items;
        boolean cut;
        synchronized (this) {
            items = received;
            cut = asked;
        }
        if (!cut && items < planned.sent()) {
            problems.forged(
                    "the answer of r" + planned.number(),
                    planned.sent() + " items before its end",
                    "ended in order after " + items);
        }
        end(Sample.Kind.REPLY, "ends with " + items + " of " + planned.sent() + " items");
    }

    private void failed(Throwable failure) {
        Throwable error = Outcome.unwrapped(failure);
        end(Sample.Kind.ERROR, CaseFailure.describe(error), error.getClass().getSimpleName());
    }

    private void end(Sample.Kind kind, String what) {
        end(kind, what, "");
    }

    private void end(Sample.Kind kind, String what, String error) {
        long now = story.now();
        if (ended.complete(new Sample(planned.number(), sentAt, now - sentAt, kind, error))) {
            story.tell("caller", "r" + planned.number() + " " + what, planned.number());
        }
    }

    private static String clipped(String json) {
        return json.length() <= 80 ? json : json.substring(0, 80) + "… (" + json.length() + " characters)";
    }
}
