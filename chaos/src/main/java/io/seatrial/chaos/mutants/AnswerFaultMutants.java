package io.seatrial.chaos.mutants;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException.Untyped;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.RouterSetup;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamItem;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.forwarding.ForwardingCall;
import io.seatrial.testkit.zoo.forwarding.ForwardingCaller;
import io.seatrial.testkit.zoo.forwarding.ForwardingItems;
import io.seatrial.testkit.zoo.forwarding.ForwardingRouter;
import io.seatrial.testkit.zoo.mutants.Changes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** What callers and routers do wrong while answers are lost, break off, or come from some instances only. */
final class AnswerFaultMutants {

    private static final int CALLS_REFUSED = 60;

    private AnswerFaultMutants() {}

    static List<Mutant> all() {
        return List.of(
                FaultMutants.of(
                                "swallowed-answer-unnoticed",
                                "A caller whose answer is swallowed waits for ever.",
                                "ai-dynamo/dynamo#8011",
                                "CHAOS-21")
                        .killedBy(
                                "CHAOS-21",
                                "a request whose answer is swallowed",
                                () -> Changes.variable("SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS", "0")),
                FaultMutants.of(
                                "late-request-stays-pending",
                                "The registration of a request that failed because it was late stays.",
                                "ai-dynamo/dynamo#8182",
                                "CHAOS-22")
                        .killedBy("CHAOS-22", "no request to be pending", () -> Changes.callers(StaysPending::new)),
                FaultMutants.of(
                                "cut-home-is-an-end",
                                "An answer whose connection ends before its final marker counts as whole.",
                                "dynamo-manager.md 7.10, behaviour 161",
                                "CHAOS-23",
                                "CHAOS-24")
                        .killedBy("CHAOS-24", "Disconnected", () -> Changes.callers(EndsWell::new)),
                FaultMutants.of(
                                "faults-not-seen",
                                "A router passes over nothing, though it was asked to.",
                                "ai-dynamo/dynamo#1424",
                                "CHAOS-30",
                                "CHAOS-32",
                                "CHAOS-33")
                        .killedBy(
                                "CHAOS-30",
                                "requests that failed",
                                () -> Changes.routerSetups(RouterSetup::withoutFaultDetection)),
                FaultMutants.of(
                                "down-for-good",
                                "An instance that was passed over once is not chosen again.",
                                "ai-dynamo/dynamo#5043",
                                "CHAOS-31")
                        .killedBy(
                                "CHAOS-31",
                                "an answer of instance 1",
                                () -> Changes.variable("DYN_RUNTIME_INHIBITED_DURATION_SECS", "3600")),
                FaultMutants.of(
                                "never-migrates",
                                "A request whose answer breaks off is not sent anew, though it may be.",
                                "dynamo-manager.md 7.10, behaviours 130 and 161",
                                "CHAOS-34")
                        .killedBy(
                                "CHAOS-34",
                                "the end of a stream",
                                () -> Changes.routerSetups(setup -> setup.migrating(0))),
                FaultMutants.of(
                                "one-for-all",
                                "After a failure at one instance a router refuses calls to all.",
                                "dynamo-manager.md 7.10, behaviour 163",
                                "CHAOS-35")
                        .killedBy("CHAOS-35", "requests that failed of", () -> Changes.routers(BreaksForAll::new)));
    }

    private static final class StaysPending extends ForwardingCaller {
        private final AtomicInteger registered = new AtomicInteger();

        StaysPending(StreamCaller caller) {
            super(caller);
        }

        @Override
        public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
            registered.incrementAndGet();
            StreamCall call = super.call(to, requestId, json, headers);
            call.opened().thenAccept(items -> registered.decrementAndGet());
            return call;
        }

        @Override
        public int pending() {
            return registered.get();
        }
    }

    private static final class EndsWell extends ForwardingCaller {
        EndsWell(StreamCaller caller) {
            super(caller);
        }

        @Override
        public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
            return new ForwardingCall(super.call(to, requestId, json, headers)) {
                @Override
                public CompletionStage<Flow.Publisher<StreamItem>> opened() {
                    return super.opened()
                            .thenApply(publisher -> subscriber -> publisher.subscribe(endingWell(subscriber)));
                }
            };
        }

        private static Flow.Subscriber<StreamItem> endingWell(Flow.Subscriber<? super StreamItem> subscriber) {
            return new ForwardingItems<>(subscriber) {
                @Override
                public void onError(Throwable failure) {
                    onComplete();
                }
            };
        }
    }

    private static final class BreaksForAll extends ForwardingRouter {
        private final AtomicInteger refused = new AtomicInteger();

        BreaksForAll(PlaneRouter router) {
            super(router);
        }

        @Override
        public StreamCall call(String requestId, String json) {
            StreamCall call = super.call(requestId, json);
            call.opened().whenComplete((items, failure) -> {
                if (failure != null) {
                    refused.set(CALLS_REFUSED);
                }
            });
            boolean broken = refused.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            return broken
                    ? new ForwardingCall(call) {
                        @Override
                        public CompletionStage<Flow.Publisher<StreamItem>> opened() {
                            super.opened().toCompletableFuture().cancel(false);
                            return CompletableFuture.failedFuture(new Untyped("circuit open", null));
                        }
                    }
                    : call;
        }
    }
}
