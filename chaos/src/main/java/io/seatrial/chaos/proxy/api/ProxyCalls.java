package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.json.JsonReader;
import io.seatrial.chaos.json.JsonWriter;
import io.seatrial.chaos.proxy.Proxy;
import io.seatrial.chaos.proxy.ProxyException;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import io.seatrial.chaos.proxy.ProxyServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The calls about proxies. */
final class ProxyCalls {

    private final ProxyServer server;

    ProxyCalls(ProxyServer server) {
        this.server = server;
    }

    void addTo(Routes routes) {
        routes.add("POST", "/reset", call -> server.reset().thenApply(done -> Answer.empty(204)));
        routes.add("GET", "/proxies", call -> done(Answer.json(200, index())));
        routes.add("POST", "/proxies", this::create);
        routes.add("POST", "/populate", new Population(server)::populate);
        routes.add("GET", "/proxies/*", call -> done(Answer.json(200, ProxyJson.of(find(server, call.proxy())))));
        routes.add("POST PATCH", "/proxies/*", this::update);
        routes.add("DELETE", "/proxies/*", call -> server.remove(call.proxy()).thenApply(done -> Answer.empty(204)));
    }

    static Proxy find(ProxyServer server, String name) {
        return server.find(name)
                .orElseThrow(() -> new ProxyException(Problem.PROXY_NOT_FOUND, "There is no proxy '" + name + "'"));
    }

    private String index() {
        JsonWriter out = new JsonWriter().beginObject();
        for (Proxy proxy : server.proxies()) {
            out.name(proxy.name());
            ProxyJson.writeTo(out, proxy);
        }
        return out.endObject().toString();
    }

    private CompletionStage<Answer> create(Call call) {
        ProxyInput input = ProxyInput.read(JsonReader.read(call.body()));
        if (input.name().isEmpty()) {
            throw ApiException.missing("name");
        }
        if (input.upstream().isEmpty()) {
            throw ApiException.missing("upstream");
        }
        return server.create(input.spec()).thenApply(proxy -> Answer.json(201, ProxyJson.of(proxy)));
    }

    private CompletionStage<Answer> update(Call call) {
        Proxy proxy = find(server, call.proxy());
        ProxyInput input =
                ProxyInput.read(JsonReader.read(call.body()), proxy.listen(), proxy.upstream(), proxy.enabled());
        return proxy.update(input.listen(), input.upstream(), input.enabled())
                .thenApply(done -> Answer.json(200, ProxyJson.of(proxy)));
    }

    static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
