package io.seatrial.testkit.zoo.mutants;

import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.spi.StreamItem;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingCall;
import io.seatrial.testkit.zoo.forwarding.ForwardingItems;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/** What goes wrong between a stream and its consumer: how items are asked for, by whom, and whether by anybody. */
public final class ConsumerMutants {

    private ConsumerMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("stream-waits-for-a-consumer", "A stream that nobody subscribes to is read for ever.")
                        .seen("dynamo-tcp.md 117")
                        .killedBy("RESP-86", "nobody subscribes", () -> streams(ConsumerMutants::collected)),
                Mutant.of("early-demand-lost", "What a consumer asks for from within onSubscribe is lost.")
                        .seen("Reactive Streams 3.1")
                        .killedBy("RESP-87", "as it subscribes", () -> StreamMutants.items(DropsEarlyDemand::new)),
                Mutant.of(
                                "demand-for-nothing-ignored",
                                "A consumer that asks for no items is not told that it may not.")
                        .seen("Reactive Streams 3.9")
                        .killedBy("RESP-88", "asked for 0 items", () -> StreamMutants.items(IgnoresNothing::new)),
                Mutant.of(
                                "second-consumer-unheard",
                                "A second consumer of a stream is told nothing but that it subscribed.")
                        .seen("Reactive Streams 1.11")
                        .killedBy("RESP-89", "second consumer", () -> streams(ConsumerMutants::forOne)),
                Mutant.of("demand-overflows", "A demand of more items than a long holds counts as none.")
                        .seen("Reactive Streams 3.17")
                        .killedBy("RESP-90", "than a long holds", () -> StreamMutants.items(Overflows::new)));
    }

    private static Mutation streams(UnaryOperator<Flow.Publisher<StreamItem>> change) {
        return StreamMutants.calls(call -> new ForwardingCall(call) {
            @Override
            public CompletionStage<Flow.Publisher<StreamItem>> opened() {
                return super.opened().thenApply(change);
            }
        });
    }

    /** Takes all items as they come, whether there is a consumer or not. */
    private static Flow.Publisher<StreamItem> collected(Flow.Publisher<StreamItem> stream) {
        Items<StreamItem> kept = Items.open();
        stream.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(StreamItem item) {
                kept.give(item);
            }

            @Override
            public void onError(Throwable failure) {
                kept.fail(failure);
            }

            @Override
            public void onComplete() {
                kept.end();
            }
        });
        return kept;
    }

    private static Flow.Publisher<StreamItem> forOne(Flow.Publisher<StreamItem> stream) {
        AtomicBoolean taken = new AtomicBoolean();
        return subscriber -> {
            if (taken.compareAndSet(false, true)) {
                stream.subscribe(subscriber);
            } else {
                subscriber.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long count) {}

                    @Override
                    public void cancel() {}
                });
            }
        };
    }

    /** A subscriber whose demand is changed on its way to the stream. */
    private abstract static class ChangedDemand extends ForwardingItems<StreamItem> {
        ChangedDemand(Flow.Subscriber<StreamItem> subscriber) {
            super(subscriber);
        }

        /** Passes a demand on, or does not. */
        abstract void request(Flow.Subscription subscription, long count);

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            super.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long count) {
                    ChangedDemand.this.request(subscription, count);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                }
            });
        }
    }

    private static final class DropsEarlyDemand extends ChangedDemand {
        private volatile boolean subscribed;

        DropsEarlyDemand(Flow.Subscriber<StreamItem> subscriber) {
            super(subscriber);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            super.onSubscribe(subscription);
            subscribed = true;
        }

        @Override
        void request(Flow.Subscription subscription, long count) {
            if (subscribed) {
                subscription.request(count);
            }
        }
    }

    private static final class IgnoresNothing extends ChangedDemand {
        IgnoresNothing(Flow.Subscriber<StreamItem> subscriber) {
            super(subscriber);
        }

        @Override
        void request(Flow.Subscription subscription, long count) {
            if (count > 0) {
                subscription.request(count);
            }
        }
    }

    private static final class Overflows extends ChangedDemand {
        private long asked;

        Overflows(Flow.Subscriber<StreamItem> subscriber) {
            super(subscriber);
        }

        @Override
        synchronized void request(Flow.Subscription subscription, long count) {
            asked += count;
            if (asked > 0) {
                subscription.request(count);
            }
        }
    }
}
