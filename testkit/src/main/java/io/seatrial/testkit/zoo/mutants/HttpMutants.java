package io.seatrial.testkit.zoo.mutants;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.spi.ProcessSetup;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.forwarding.ForwardingServer;
import io.seatrial.testkit.zoo.wire.ByteTap;
import io.seatrial.testkit.zoo.wire.HeldWriter;
import io.seatrial.testkit.zoo.wire.LateReader;
import io.seatrial.testkit.zoo.wire.Sockets;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What goes wrong on the HTTP plane: answers, limits, settings that are read and not used. */
public final class HttpMutants {

    private HttpMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                http("accepted-is-ok", "A request is answered with 200.")
                        .seen("dynamo-manager.md 3.1, behaviour 56")
                        .killedBy("HTTP-01", "status: expected 202", () -> answering("202 Accepted", "200 OK")),
                http("method-is-a-path", "Another method than POST is answered as an unknown path.")
                        .seen("dynamo-manager.md 3.1, behaviour 58; RFC 9110 15.5.6")
                        .killedBy(
                                "HTTP-05", "expected 405", () -> answering("405 Method Not Allowed", "404 Not Found")),
                http("not-found-is-an-ack", "An answer 404 counts as an acknowledgement.")
                        .seen("ai-dynamo/dynamo#14261")
                        .killedBy("HTTPCLIENT-03", "UnknownEndpoint", acked(PlaneException.UnknownEndpoint.class)),
                http("busy-is-an-ack", "An answer 503 counts as an acknowledgement.")
                        .seen("ai-dynamo/dynamo#10509")
                        .killedBy("HTTPCLIENT-04", "Overloaded", acked(PlaneException.Overloaded.class)),
                http("root-not-read", "The configured root path is not used.")
                        .seen("dynamo-manager.md 3.3, behaviour 59")
                        .killedBy("HTTP-07", "/rpc/x/", () -> Changes.variable("DYN_HTTP_RPC_ROOT_PATH", "/v1/rpc")),
                http("streams-not-announced", "The configured number of streams is not announced.")
                        .seen("dynamo-manager.md 3.4: settings that are read and not used")
                        .killedBy(
                                "HTTP2-02",
                                "streams at once",
                                () -> Changes.variable("DYN_HTTP2_MAX_CONCURRENT_STREAMS", "1000")),
                http("frame-size-not-announced", "The configured largest frame is not announced.")
                        .seen("dynamo-manager.md 3.4: settings that are read and not used")
                        .killedBy(
                                "HTTP2-03",
                                "largest frame",
                                () -> Changes.variable("DYN_HTTP2_MAX_FRAME_SIZE", "1048576")),
                http("body-limit-ignored", "A body over the limit is accepted.")
                        .seen("dynamo-manager.md 3.1, behaviour 62")
                        .killedBy(
                                "HTTP-15",
                                "an answer 413",
                                () -> Changes.variable("SEATRIAL_HTTP_MAX_BODY_SIZE", "1073741824")),
                http("no-request-timeout", "A client waits for an answer for ever.")
                        .seen("ai-dynamo/dynamo#9787")
                        .killedBy(
                                "HTTPCLIENT-08",
                                "a request without an answer",
                                () -> Changes.variable("DYN_HTTP_REQUEST_TIMEOUT", "3600")),
                http("not-found-in-other-words", "The body of an answer 404 has another text.")
                        .seen("dynamo-manager.md 3.1, behaviour 57")
                        .killedBy("HTTP-03", "body over", () -> answering("Endpoint not found", "There is no route.")),
                http("misrouted-unsaid", "Nobody is told of requests to unknown endpoints.")
                        .seen("ai-dynamo/dynamo#5121")
                        .killedBy("HTTP-04", "about the endpoint that is not there", MisroutedUnsaid::new),
                http("root-is-a-method-error", "A POST to the root is answered as if its method were wrong.")
                        .seen("dynamo-manager.md 3.1, behaviour 58")
                        .killedBy(
                                "HTTP-06",
                                "expected 404, but was 405",
                                () -> asking("POST /v1/rpc/ HTTP", "PUT /v1/rpc/x HTTP")),
                http("headers-capitalised", "A handler gets the headers of its request with capitals in their names.")
                        .seen("dynamo-manager.md 3.1, behaviour 63")
                        .killedBy("HTTP-17", "traceparent", HeadersCapitalised::new),
                http("work-hangs-on-its-connection", "A request is dropped when its client goes away behind its body.")
                        .seen("dynamo-manager.md behaviour 71")
                        .killedBy("HTTP-19", "1 requests at the handler", () -> Sockets.accepted(LateReader::new)),
                http("drain-keeps-taking", "An endpoint takes requests until its drain has ended.")
                        .seen("dynamo-manager.md behaviour 43")
                        .killedBy("HTTP-22", "expected 404, but was 202", DrainKeepsTaking::new),
                http("answer-behind-the-handler", "A request is answered only when its handler has ended.")
                        .seen("dynamo-manager.md 3.4, behaviour 69")
                        .killedBy("HTTPCLIENT-09", "the request", AnswerBehindTheHandler::new),
                http("url-without-identity", "The published URL holds no instance, so endpoints of one name collide.")
                        .seen("ai-dynamo/dynamo#14723; dynamo-manager.md 3.2")
                        .killedBy("SERVER-11", "the request 'to one'", UrlWithoutIdentity::new));
    }

    private static Mutant.Description http(String id, String bug) {
        return Mutant.of("http-" + id, bug).over(PlaneMode.HTTP);
    }

    private static Mutation answering(String right, String wrong) {
        return Sockets.accepted(() -> ByteTap.writing(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(right, wrong)
                .getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Mutation asking(String right, String wrong) {
        return Sockets.accepted(() -> ByteTap.reading(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)
                .replace(right, wrong)
                .getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static Supplier<Mutation> acked(Class<? extends PlaneException> kind) {
        return () -> Changes.failures(failure -> kind.isInstance(failure)
                ? CompletableFuture.completedFuture(new byte[0])
                : CompletableFuture.failedFuture(failure));
    }

    private static final class UrlWithoutIdentity extends Mutation {
        @Override
        protected RequestPlaneServer server(RequestPlaneServer server) {
            return new ForwardingServer(server) {
                @Override
                public InstanceAddress publishedAddress(EndpointId id) {
                    InstanceAddress full = super.publishedAddress(id);
                    String identity = "/" + id.instanceHex() + "/" + id.name().path();
                    return new InstanceAddress(full.mode(), full.value().replace(identity, "/" + id.endpoint()));
                }
            };
        }
    }

    private static final class MisroutedUnsaid extends Mutation {
        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            return setup.withNotices(notice -> {
                if (!notice.message().contains("No handler found")) {
                    setup.notices().publish(notice);
                }
            });
        }
    }

    private static final class HeadersCapitalised extends Mutation {
        @Override
        protected RequestHandler handler(EndpointId id, RequestHandler handler) {
            return request -> {
                Map<String, String> headers = new LinkedHashMap<>();
                request.headers()
                        .forEach((name, value) ->
                                headers.put(Character.toUpperCase(name.charAt(0)) + name.substring(1), value));
                return handler.handle(new InboundRequest(request.payload(), headers));
            };
        }
    }

    /** Knows the requests that run. */
    private static class Running extends Mutation {
        final Set<CompletableFuture<?>> running = ConcurrentHashMap.newKeySet();

        @Override
        protected RequestHandler handler(EndpointId id, RequestHandler handler) {
            return request -> {
                CompletableFuture<Void> ended = new CompletableFuture<>();
                running.add(ended);
                return handler.handle(request).whenComplete((done, failure) -> {
                    running.remove(ended);
                    ended.complete(null);
                });
            };
        }
    }

    private static final class DrainKeepsTaking extends Running {
        @Override
        protected RequestPlaneServer server(RequestPlaneServer server) {
            return new ForwardingServer(server) {
                @Override
                public CompletionStage<DrainReport> unregister(EndpointId id) {
                    return CompletableFuture.allOf(running.toArray(CompletableFuture[]::new))
                            .thenCompose(ended -> super.unregister(id));
                }
            };
        }
    }

    private static final class AnswerBehindTheHandler extends Running {
        @Override
        protected ProcessSetup setup(ProcessSetup setup) {
            return Sockets.accepting(setup, () -> new HeldWriter(() -> !running.isEmpty()));
        }
    }
}
