package io.seatrial.chaos.random;

import io.seatrial.testkit.expect.CaseFailure.Kind;
import io.seatrial.testkit.observed.Stages;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.spi.PlaneRouter;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.MutantPlane;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingCall;
import io.seatrial.testkit.zoo.forwarding.ForwardingItems;
import io.seatrial.testkit.zoo.forwarding.ForwardingRouter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;

/** Defects that the reference can be given, and what they must be found as. */
enum Defect {
    /** A request that fails has no outcome. */
    FAILURE_IS_SWALLOWED(Kind.TIMEOUT, "the outcome of r") {
        @Override
        CompletionStage<Flow.Publisher<StreamItem>> opened(CompletionStage<Flow.Publisher<StreamItem>> stage) {
            CompletableFuture<Flow.Publisher<StreamItem>> opened = new CompletableFuture<>();
            stage.thenAccept(opened::complete);
            return opened;
        }
    },

    /** Each item comes twice. */
    ITEM_COMES_TWICE(Kind.HISTORY, "item 2 of r") {
        @Override
        CompletionStage<Flow.Publisher<StreamItem>> opened(CompletionStage<Flow.Publisher<StreamItem>> stage) {
            return Stages.mapped(stage, items -> subscriber -> items.subscribe(new Doubling(subscriber)));
        }
    },

    /** A router does not end with its caller. */
    ROUTER_STAYS_OPEN(Kind.LEFTOVER, "left open") {
        @Override
        CompletionStage<Void> close(PlaneRouter router) {
            return CompletableFuture.completedFuture(null);
        }
    };

    private final Kind kind;
    private final String words;

    Defect(Kind kind, String words) {
        this.kind = kind;
        this.words = words;
    }

    Kind kind() {
        return kind;
    }

    /** Returns what the finding says. */
    String words() {
        return words;
    }

    CompletionStage<Flow.Publisher<StreamItem>> opened(CompletionStage<Flow.Publisher<StreamItem>> stage) {
        return stage;
    }

    CompletionStage<Void> close(PlaneRouter router) {
        return router.close();
    }

    /** Returns the reference with this defect. */
    PlaneUnderTest plane() {
        Mutant mutant = Mutant.of(name(), "a test").killedBy("NONE-01", "", () -> new Mutation() {
            @Override
            protected PlaneRouter router(PlaneRouter router) {
                return new BrokenRouter(router, call -> new ForwardingCall(call) {
                    @Override
                    public CompletionStage<Flow.Publisher<StreamItem>> opened() {
                        return Defect.this.opened(super.opened());
                    }
                });
            }
        });
        return new MutantPlane(mutant, new ReferencePlane());
    }

    private static final class Doubling extends ForwardingItems<StreamItem> {
        private Doubling(Flow.Subscriber<? super StreamItem> subscriber) {
            super(subscriber);
        }

        @Override
        public void onNext(StreamItem item) {
            super.onNext(item);
            super.onNext(item);
        }
    }

    private final class BrokenRouter extends ForwardingRouter {
        private final PlaneRouter router;
        private final UnaryOperator<StreamCall> change;

        private BrokenRouter(PlaneRouter router, UnaryOperator<StreamCall> change) {
            super(router);
            this.router = router;
            this.change = change;
        }

        @Override
        public StreamCall call(String requestId, String json) {
            return change.apply(super.call(requestId, json));
        }

        @Override
        public CompletionStage<Void> close() {
            return Defect.this.close(router);
        }
    }
}
