package io.seatrial.testkit.zoo.mutants;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** What goes wrong between a server and a handler: what it is handed, and how its requests are counted. */
public final class HandlerMutants {

    private HandlerMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("payload-cut", "A handler gets all but the last byte.")
                        .seen("dynamo-manager.md behaviour 39; dynamo-tcp.md 2")
                        .killedBy("SERVER-01", "payload", () -> handlers(HandlerMutants::cut)),
                Mutant.of("headers-lost", "The headers of a request do not reach its handler.")
                        .seen("dynamo-tcp.md 12")
                        .killedBy("FRAME-08", "headers", () -> handlers(HandlerMutants::headless)),
                Mutant.of("payload-leaked", "Nobody releases the bytes of a request.")
                        .seen("dynamo-tcp.md 9")
                        .killedBy("FRAME-05", "buffers", () -> handlers(HandlerMutants::leaking)),
                Mutant.of("failed-requests-stay", "A request whose handler throws stays in flight.")
                        .seen("dynamo-tcp.md 7.1: no guard on a panic in the handler")
                        .killedBy("SERVER-10", "in flight", FailedStay::new),
                Mutant.of("counted-down-twice", "A request that ended is counted down twice.")
                        .seen("ai-dynamo/dynamo#10509")
                        .killedBy("SERVER-25", "in flight", CountedDownTwice::new),
                Mutant.of("detached-work", "A handler's request counts as ended when it begins.")
                        .seen("ai-dynamo/dynamo#12031")
                        .killedBy("SERVER-06", "unregister", () -> handlers(HandlerMutants::detached)));
    }

    private static Mutation handlers(UnaryOperator<RequestHandler> change) {
        return new Mutation() {
            @Override
            protected RequestHandler handler(EndpointId id, RequestHandler handler) {
                return change.apply(handler);
            }
        };
    }

    private static RequestHandler cut(RequestHandler handler) {
        return request -> {
            ByteBuf payload = request.payload();
            payload.writerIndex(Math.max(payload.readerIndex(), payload.writerIndex() - 1));
            return handler.handle(request);
        };
    }

    private static RequestHandler headless(RequestHandler handler) {
        return request -> handler.handle(new InboundRequest(request.payload(), Map.of()));
    }

    private static RequestHandler leaking(RequestHandler handler) {
        return request -> {
            request.payload().retain();
            return handler.handle(request);
        };
    }

    private static RequestHandler detached(RequestHandler handler) {
        return request -> {
            handler.handle(request);
            return ended();
        };
    }

    private static final class FailedStay extends Mutation {
        private final AtomicInteger stuck = new AtomicInteger();

        @Override
        protected RequestHandler handler(EndpointId id, RequestHandler handler) {
            return request -> {
                try {
                    return handler.handle(request);
                } catch (RuntimeException thrown) {
                    stuck.incrementAndGet();
                    throw thrown;
                }
            };
        }

        @Override
        protected RequestPlaneServer server(RequestPlaneServer server) {
            return new ForwardingServer(server) {
                @Override
                public int inFlight() {
                    return super.inFlight() + stuck.get();
                }
            };
        }
    }

    private static final class CountedDownTwice extends Mutation {
        private final AtomicInteger ended = new AtomicInteger();

        @Override
        protected RequestHandler handler(EndpointId id, RequestHandler handler) {
            return request -> handler.handle(request).whenComplete((done, failure) -> ended.incrementAndGet());
        }

        @Override
        protected RequestPlaneServer server(RequestPlaneServer server) {
            return new ForwardingServer(server) {
                @Override
                public int inFlight() {
                    return super.inFlight() - ended.get();
                }
            };
        }
    }

    private static CompletionStage<Void> ended() {
        return CompletableFuture.completedFuture(null);
    }
}
