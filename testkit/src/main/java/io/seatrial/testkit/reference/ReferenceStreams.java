package io.seatrial.testkit.reference;

import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.response.CallHomeHandler;
import io.seatrial.response.CallRequest;
import io.seatrial.response.Caller;
import io.seatrial.response.Engine;
import io.seatrial.response.ResponseItem;
import io.seatrial.response.ResponseServer;
import io.seatrial.response.ResponseStream;
import io.seatrial.response.StreamContext;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamItem;
import io.seatrial.testkit.spi.StreamTrace;
import io.seatrial.testkit.spi.StreamWorker;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Both sides of the reference's response plane, in the words of the testkit. */
final class ReferenceStreams {

    private ReferenceStreams() {}

    static StreamCaller caller(PlaneContext plane, RequestPlaneClient client) {
        ResponseServer responses = new ResponseServer(plane);
        Caller caller = new Caller(plane, responses, client);
        return new StreamCaller() {
            @Override
            public StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers) {
                StreamContext context = StreamContext.of(requestId, headers, plane.profile());
                return ReferenceStreams.call(context, caller.call(to, new CallRequest(context, utf8(json))));
            }

            @Override
            public int pending() {
                return responses.pending();
            }

            @Override
            public int connections() {
                return responses.connections();
            }

            @Override
            public CompletionStage<Void> close() {
                return client.close().thenCombine(responses.close(), (one, other) -> null);
            }
        };
    }

    static StreamCall call(StreamContext context, CompletionStage<ResponseStream> stream) {
        return new ReferenceCall(context, stream);
    }

    private static final class ReferenceCall implements StreamCall {
        private final StreamContext context;
        private final CompletableFuture<Flow.Publisher<StreamItem>> opened = new CompletableFuture<>();

        private ReferenceCall(StreamContext context, CompletionStage<ResponseStream> stream) {
            this.context = context;
            stream.whenComplete((value, failure) -> {
                if (failure == null) {
                    opened.complete(Mapped.of(value, ReferenceStreams::item));
                } else {
                    opened.completeExceptionally(failure);
                }
            });
            opened.whenComplete((value, failure) -> {
                if (opened.isCancelled()) {
                    stream.toCompletableFuture().cancel(false);
                }
            });
        }

        @Override
        public CompletionStage<Flow.Publisher<StreamItem>> opened() {
            return opened;
        }

        @Override
        public void stop() {
            context.stop();
        }

        @Override
        public void kill() {
            context.kill();
        }
    }

    static StreamWorker worker(PlaneContext plane, StreamEngine engine) {
        CallHomeHandler handler = new CallHomeHandler(plane, engine(engine));
        return new StreamWorker() {
            @Override
            public CompletionStage<Void> handle(InboundRequest request) {
                return handler.handle(request);
            }

            @Override
            public boolean mayBlock() {
                return handler.mayBlock();
            }

            @Override
            public Map<String, Long> errors() {
                Map<String, Long> errors = new TreeMap<>();
                handler.metrics().errors().forEach((error, count) -> {
                    if (count != 0) {
                        errors.put(error.label(), count);
                    }
                });
                return errors;
            }
        };
    }

    static Engine engine(StreamEngine engine) {
        Engine adapted = (context, request) -> engine.generate(text(request), new ReferenceContext(context))
                .thenApply(items -> Mapped.of(items, ReferenceStreams::utf8));
        return adapted.neverBlocking();
    }

    private record ReferenceContext(StreamContext context) implements io.seatrial.testkit.spi.StreamContext {
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
            return context.trace().parent().map(parent -> new StreamTrace(parent.traceId(), parent.parentId()));
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

    private static StreamItem item(ResponseItem item) {
        return new StreamItem(text(item.json()), item.isError());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
