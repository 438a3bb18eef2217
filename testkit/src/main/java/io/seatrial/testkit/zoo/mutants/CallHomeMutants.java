package io.seatrial.testkit.zoo.mutants;

import io.seatrial.testkit.spi.StreamContext;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamTrace;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingItems;
import io.seatrial.testkit.zoo.wire.ByteTap;
import io.seatrial.testkit.zoo.wire.Sockets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;

/** What goes wrong at the worker's end of response streams: calling home, and telling the engine. */
public final class CallHomeMutants {

    private static final int TWO_PART_HEADER = 24;

    private CallHomeMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("engine-not-stopped", "A stop does not reach the engine.")
                        .seen("dynamo-tcp.md 104; tcp/client.rs")
                        .killedBy("CALLHOME-30", "stop", () -> contexts(Deaf::new)),
                Mutant.of("engine-sees-stop-as-kill", "A stop reaches the engine as a kill.")
                        .seen("dynamo-tcp.md 104; tcp/client.rs")
                        .killedBy("CALLHOME-30", "kill", () -> contexts(StopKills::new)),
                Mutant.of("items-in-pairs", "An item is sent together with the next one.")
                        .seen("dynamo-tcp.md 99; 8")
                        .killedBy("CALLHOME-06", "before there is another", () -> items(InPairs::new)),
                Mutant.of("engine-runs-ahead", "An engine is asked for everything, however slowly its caller reads.")
                        .seen("dynamo-tcp.md 108; tcp/client.rs")
                        .killedBy("CALLHOME-17", "while nobody reads", () -> items(RunsAhead::new)),
                Mutant.of("whole-chain-told", "A caller is told the whole chain of causes of an engine's failure.")
                        .seen("dynamo-tcp.md 157; push_handler.rs")
                        .killedBy("CALLHOME-08", "cause", () -> engines(CallHomeMutants::chained)),
                Mutant.of("request-id-lost", "The engine gets an id of its own in place of the request's.")
                        .seen("dynamo-tcp.md 2.5; push_handler.rs")
                        .killedBy("CALLHOME-05", "id", () -> contexts(Renamed::new)),
                Mutant.of("trace-not-checked", "Whatever stands between dashes is taken for a trace.")
                        .seen("dynamo-manager.md behaviour 64")
                        .killedBy("STREAM-19", "trace at the engine of", () -> contexts(SplitTrace::new)),
                Mutant.of("checksum-sent", "A worker sends a checksum that is not 0.")
                        .seen("dynamo-tcp.md 28; 1.5, 1.6; tcp/client.rs")
                        .killedBy("CALLHOME-01", "checksum", () -> home(CallHomeMutants::withChecksum)),
                Mutant.of("final-frame-forgotten", "An answer ends with the sentinel and has no final frame.")
                        .seen("dynamo-tcp.md 99, 100; push_handler.rs")
                        .killedBy("CALLHOME-04", "final", () -> home(CallHomeMutants::withoutFinal)));
    }

    private static Mutation home(UnaryOperator<byte[]> change) {
        return Sockets.connected(() -> ByteTap.writing(bytes ->
                bytes.length >= TWO_PART_HEADER && bytes[0] == 0 && bytes[1] == 0 ? change.apply(bytes) : bytes));
    }

    /** Sets the checksum of the first message: it stands behind the two lengths. */
    private static byte[] withChecksum(byte[] bytes) {
        bytes[TWO_PART_HEADER - 1] = 1;
        return bytes;
    }

    private static byte[] withoutFinal(byte[] bytes) {
        return FinalFrame.removedFrom(bytes);
    }

    /** Returns a mutation of each engine. */
    static Mutation engines(UnaryOperator<StreamEngine> change) {
        return new Mutation() {
            @Override
            protected StreamEngine engine(StreamEngine engine) {
                return change.apply(engine);
            }
        };
    }

    private static Mutation contexts(UnaryOperator<StreamContext> change) {
        return engines(engine -> (json, context) -> engine.generate(json, change.apply(context)));
    }

    /** Returns a mutation of each subscriber that an engine is given. */
    static Mutation items(UnaryOperator<Flow.Subscriber<String>> change) {
        return engines(engine -> (json, context) -> engine.generate(json, context)
                .thenApply(publisher ->
                        subscriber -> publisher.subscribe(change.apply(new ForwardingItems<String>(subscriber) {}))));
    }

    private static StreamEngine chained(StreamEngine engine) {
        return (json, context) -> engine.generate(json, context)
                .handle((publisher, failure) -> failure == null
                        ? CompletableFuture.completedFuture(publisher)
                        : CompletableFuture.<Flow.Publisher<String>>failedFuture(
                                new IllegalStateException(failure.getMessage() + ", cause: " + failure.getCause())))
                .thenCompose(stage -> stage);
    }

    /** Takes whatever stands between dashes for the parts of a trace. */
    private static final class SplitTrace extends ForwardingContext {
        SplitTrace(StreamContext context) {
            super(context);
        }

        @Override
        public Optional<StreamTrace> trace() {
            String[] parts = headers().getOrDefault("traceparent", "").split("-");
            return parts.length < 4 ? Optional.empty() : Optional.of(new StreamTrace(parts[1], parts[2]));
        }
    }

    private static class ForwardingContext implements StreamContext {
        private final StreamContext context;

        ForwardingContext(StreamContext context) {
            this.context = context;
        }

        @Override
        public String id() {
            return context.id();
        }

        @Override
        public Map<String, String> headers() {
            return context.headers();
        }

        @Override
        public Optional<StreamTrace> trace() {
            return context.trace();
        }

        @Override
        public boolean isStopped() {
            return context.isStopped();
        }

        @Override
        public boolean isKilled() {
            return context.isKilled();
        }

        @Override
        public CompletionStage<Void> stopped() {
            return context.stopped();
        }

        @Override
        public CompletionStage<Void> killed() {
            return context.killed();
        }
    }

    private static final class Deaf extends ForwardingContext {
        Deaf(StreamContext context) {
            super(context);
        }

        @Override
        public boolean isStopped() {
            return false;
        }

        @Override
        public CompletionStage<Void> stopped() {
            return new CompletableFuture<>();
        }
    }

    private static final class StopKills extends ForwardingContext {
        StopKills(StreamContext context) {
            super(context);
        }

        @Override
        public boolean isKilled() {
            return isStopped();
        }

        @Override
        public CompletionStage<Void> killed() {
            return stopped();
        }
    }

    private static final class Renamed extends ForwardingContext {
        Renamed(StreamContext context) {
            super(context);
        }

        @Override
        public String id() {
            return "local-" + super.id();
        }
    }

    private static final class InPairs extends ForwardingItems<String> {
        private String held = "";

        InPairs(Flow.Subscriber<String> subscriber) {
            super(subscriber);
        }

        @Override
        public void onNext(String item) {
            if (held.isEmpty()) {
                held = item;
                return;
            }
            String first = held;
            held = "";
            super.onNext(first);
            super.onNext(item);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            super.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long count) {
                    subscription.request(count + 1);
                }

                @Override
                public void cancel() {
                    subscription.cancel();
                }
            });
        }

        @Override
        public void onComplete() {
            if (!held.isEmpty()) {
                super.onNext(held);
            }
            super.onComplete();
        }
    }
}
