package io.seatrial.testkit.zoo.mutants;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamItem;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingCall;
import io.seatrial.testkit.zoo.forwarding.ForwardingCaller;
import io.seatrial.testkit.zoo.forwarding.ForwardingItems;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** What goes wrong at the caller's end of response streams. */
public final class StreamMutants {

    private StreamMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("first-item-lost", "The first item of an answer is lost.")
                        .seen("dynamo-tcp.md 92, 99; tcp.rs")
                        .killedBy("RESP-04", "items", () -> items(DropsFirst::new)),
                Mutant.of("item-twice", "Each item is delivered twice.")
                        .seen("dynamo-tcp.md 92, 99; tcp.rs")
                        .killedBy("RESP-04", "items", () -> items(Repeats::new)),
                Mutant.of("cut-is-an-end", "An answer that breaks off ends as if it were complete.")
                        .seen("dynamo-tcp.md 109; addressed_router.rs")
                        .killedBy("RESP-50", "Disconnected", () -> items(EndsWell::new)),
                Mutant.of("error-item-by-payload", "An item counts as an error if its data says so, not by its event.")
                        .seen("dynamo-tcp.md 43; 1.5; annotated.rs")
                        .killedBy("RESP-39", "error", () -> items(NeverAnError::new)),
                Mutant.of("no-back-pressure", "A caller takes items from the wire before its consumer asks for them.")
                        .seen("dynamo-tcp.md 108; tcp/server.rs")
                        .killedBy("RESP-42", "while nobody reads", () -> items(RunsAhead::new)),
                Mutant.of("stop-stays-here", "A stop is not told to the worker.")
                        .seen("dynamo-manager.md behaviour 131")
                        .killedBy("STREAM-03", "stop", () -> calls(Unstoppable::new)),
                Mutant.of("kill-is-a-stop", "A kill is told to the worker as a stop.")
                        .seen("dynamo-tcp.md 106, 109; tcp/server.rs")
                        .killedBy("RESP-71", "kill", () -> calls(KillStops::new)),
                Mutant.of("waits-for-ever", "A caller whose worker never calls home waits for ever.")
                        .seen("ai-dynamo/dynamo#8182")
                        .killedBy(
                                "RESP-28",
                                "never calls home",
                                () -> Changes.variable("SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS", "36000000")),
                Mutant.of("registrations-stay", "The registration of a request that failed stays.")
                        .seen("ai-dynamo/dynamo#8182")
                        .killedBy("RESP-14", "requests that wait", RegistrationsStay::new),
                Mutant.of("headers-end-here", "Headers of a request do not reach its engine.")
                        .seen("dynamo-manager.md 2.2, behaviours 63 and 215")
                        .killedBy("STREAM-12", "traceparent", () -> Changes.callers(Headless::new)));
    }

    /** Returns a mutation of each call. */
    static Mutation calls(UnaryOperator<StreamCall> change) {
        return Changes.callers(caller -> new ForwardingCaller(caller) {
            @Override
            public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
                return change.apply(super.call(to, requestId, json, headers));
            }
        });
    }

    /** Returns a mutation of each consumer of items. */
    static Mutation items(UnaryOperator<Flow.Subscriber<StreamItem>> change) {
        return calls(call -> changed(call, change));
    }

    /** Returns a call whose consumers are changed. */
    static StreamCall changed(StreamCall call, UnaryOperator<Flow.Subscriber<StreamItem>> change) {
        return new ForwardingCall(call) {
            @Override
            public CompletionStage<Flow.Publisher<StreamItem>> opened() {
                return super.opened()
                        .thenApply(publisher -> subscriber -> publisher.subscribe(change.apply(narrowed(subscriber))));
            }
        };
    }

    private static Flow.Subscriber<StreamItem> narrowed(Flow.Subscriber<? super StreamItem> subscriber) {
        return new ForwardingItems<>(subscriber) {};
    }

    private static final class DropsFirst extends ForwardingItems<StreamItem> {
        private boolean begun;

        DropsFirst(Flow.Subscriber<StreamItem> subscriber) {
            super(subscriber);
        }

        @Override
        public void onNext(StreamItem item) {
            if (begun) {
                super.onNext(item);
            }
            begun = true;
        }
    }

    private static final class Repeats extends ForwardingItems<StreamItem> {
        Repeats(Flow.Subscriber<StreamItem> subscriber) {
            super(subscriber);
        }

        @Override
        public void onNext(StreamItem item) {
            super.onNext(item);
            super.onNext(item);
        }
    }

    private static final class EndsWell extends ForwardingItems<StreamItem> {
        EndsWell(Flow.Subscriber<StreamItem> subscriber) {
            super(subscriber);
        }

        @Override
        public void onError(Throwable failure) {
            onComplete();
        }
    }

    private static final class NeverAnError extends ForwardingItems<StreamItem> {
        NeverAnError(Flow.Subscriber<StreamItem> subscriber) {
            super(subscriber);
        }

        @Override
        public void onNext(StreamItem item) {
            super.onNext(new StreamItem(item.json(), false));
        }
    }

    private static final class Unstoppable extends ForwardingCall {
        Unstoppable(StreamCall call) {
            super(call);
        }

        @Override
        public void stop() {}
    }

    private static final class KillStops extends ForwardingCall {
        KillStops(StreamCall call) {
            super(call);
        }

        @Override
        public void kill() {
            stop();
        }
    }

    private static final class Headless extends ForwardingCaller {
        Headless(StreamCaller caller) {
            super(caller);
        }

        @Override
        public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
            return super.call(to, requestId, json, Map.of());
        }
    }

    private static final class RegistrationsStay extends Mutation {
        private final AtomicInteger failed = new AtomicInteger();

        @Override
        protected StreamCaller caller(StreamCaller caller) {
            return new ForwardingCaller(caller) {
                @Override
                public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
                    StreamCall call = super.call(to, requestId, json, headers);
                    call.opened().whenComplete((stream, failure) -> {
                        if (failure != null) {
                            failed.incrementAndGet();
                        }
                    });
                    return call;
                }

                @Override
                public int pending() {
                    return super.pending() + failed.get();
                }
            };
        }
    }
}
