package io.seatrial.testkit.zoo.mutants;

import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.forwarding.ForwardingItems;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What goes wrong between a worker and its engine, when the engine takes its time, or gives too much. */
public final class EngineMutants {

    private static final String LIMIT = "SEATRIAL_MAX_RESPONSE_MESSAGE_SIZE";

    private EngineMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("limit-off-by-one", "An item is sent whose message is a byte larger than the limit.")
                        .seen("dynamo-tcp.md 35")
                        .killedBy(
                                "CALLHOME-18",
                                "sentinel",
                                () -> Changes.variables(variables -> variables.computeIfPresent(
                                        LIMIT, (name, limit) -> "" + (Integer.parseInt(limit) + 1)))),
                Mutant.of(
                                "late-subscription-unheard",
                                "An engine that takes its subscriber after subscribe has returned is not asked for items.")
                        .seen("Reactive Streams 1.9")
                        .killedBy(
                                "CALLHOME-19",
                                "took its subscriber later",
                                () -> CallHomeMutants.engines(engine -> (json, context) ->
                                        engine.generate(json, context).thenApply(EngineMutants::heardAtOnce))),
                Mutant.of(
                                "cancel-waits-for-an-item",
                                "An engine is told with its next item only that nobody wants its answer.")
                        .seen("dynamo-tcp.md 115")
                        .killedBy("CALLHOME-43", "a silent engine", () -> CallHomeMutants.items(CancelsLate::new)));
    }

    private static Flow.Publisher<String> heardAtOnce(Flow.Publisher<String> publisher) {
        return subscriber -> {
            AtomicBoolean late = new AtomicBoolean();
            publisher.subscribe(new ForwardingItems<String>(subscriber) {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    if (!late.get()) {
                        super.onSubscribe(subscription);
                    }
                }
            });
            late.set(true);
        };
    }

    private static final class CancelsLate extends ForwardingItems<String> {
        private final AtomicBoolean cancelled = new AtomicBoolean();
        private volatile Flow.@Nullable Subscription subscription;

        CancelsLate(Flow.Subscriber<String> subscriber) {
            super(subscriber);
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            super.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long count) {
                    given.request(count);
                }

                @Override
                public void cancel() {
                    cancelled.set(true);
                }
            });
        }

        @Override
        public void onNext(String item) {
            Flow.Subscription given = subscription;
            if (given != null && cancelled.get()) {
                given.cancel();
            } else {
                super.onNext(item);
            }
        }
    }
}
