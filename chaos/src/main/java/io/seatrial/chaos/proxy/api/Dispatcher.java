package io.seatrial.chaos.proxy.api;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpVersion;
import io.seatrial.chaos.proxy.ProxyServer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Finds out what a request wants, and has it done. */
final class Dispatcher {

    private static final String BROWSER = "Mozilla/";

    private final Routes routes = new Routes();

    Dispatcher(ProxyServer server, ApiOptions options) {
        new ProxyCalls(server).addTo(routes);
        new ToxicCalls(server).addTo(routes);
        new FaultCalls(server).addTo(routes);
        String version = "{\"version\": \"" + options.version() + "\"}\n";
        routes.add(
                "GET", "/version", call -> ProxyCalls.done(Answer.of(200, "application/json;charset=utf-8", version)));
        if (options.metrics()) {
            Metrics metrics = new Metrics(server);
            routes.add("", "/metrics", call -> ProxyCalls.done(metrics.show()));
        }
    }

    /**
     * What was found for a request.
     *
     * @param routed whether it is a call of the API: only then does the answer bear a number
     */
    record Outcome(boolean routed, CompletionStage<Answer> answer) {

        private static Outcome unrouted(Answer answer) {
            return new Outcome(false, CompletableFuture.completedFuture(answer));
        }
    }

    /** Returns the line and text for a request that is no HTTP as the real server wants it. */
    static Optional<String> refusal(FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of("400 Bad Request");
        }
        if (request.protocolVersion().majorVersion() != 1) {
            return Optional.of("505 HTTP Version Not Supported: unsupported protocol version");
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && !request.headers().contains(HttpHeaderNames.HOST)) {
            return Optional.of("400 Bad Request: missing required Host header");
        }
        return Paths.decode(path(request)).isEmpty() ? Optional.of("400 Bad Request") : Optional.empty();
    }

    Outcome dispatch(FullHttpRequest request) {
        String path = Paths.decode(path(request)).orElse("/");
        String cleaned = Paths.clean(path);
        if (!cleaned.equals(path)) {
            int query = request.uri().indexOf('?');
            return Outcome.unrouted(
                    Answer.movedTo(cleaned + (query < 0 ? "" : request.uri().substring(query))));
        }
        Optional<Routes.Found> found = routes.find(request.method().name(), path);
        if (found.isEmpty()) {
            return Outcome.unrouted(routes.knows(path) ? Answer.empty(405) : Answer.error(404, "404 page not found"));
        }
        String agent = request.headers().get(HttpHeaderNames.USER_AGENT, "");
        if (agent.startsWith(BROWSER)) { // a page that the user has open must not be able to do this
            return new Outcome(true, ProxyCalls.done(Answer.error(403, "User agent not allowed")));
        }
        Call call = new Call(found.get().names(), ByteBufUtil.getBytes(request.content()));
        return new Outcome(true, carryOut(found.get(), call));
    }

    private static CompletionStage<Answer> carryOut(Routes.Found found, Call call) {
        CompletionStage<Answer> answer;
        try {
            answer = found.carryOut().apply(call);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.exceptionally(
                failure -> ApiException.of(Failures.cause(failure)).answer());
    }

    private static String path(FullHttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
