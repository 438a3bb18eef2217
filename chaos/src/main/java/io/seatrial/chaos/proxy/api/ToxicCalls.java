package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.json.JsonWriter;
import io.seatrial.chaos.proxy.Proxy;
import io.seatrial.chaos.proxy.ProxyException;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import io.seatrial.chaos.proxy.ProxyServer;
import java.util.concurrent.CompletionStage;

/** The calls about toxics. */
final class ToxicCalls {

    private final ProxyServer server;

    ToxicCalls(ProxyServer server) {
        this.server = server;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/proxies/*/toxics", call -> ProxyCalls.done(Answer.json(200, index(proxy(call)))));
        routes.add("POST", "/proxies/*/toxics", this::create);
        routes.add("GET", "/proxies/*/toxics/*", call -> ProxyCalls.done(show(find(proxy(call), call.part()))));
        routes.add("POST PATCH", "/proxies/*/toxics/*", this::update);
        routes.add("DELETE", "/proxies/*/toxics/*", this::delete);
    }

    private Proxy proxy(Call call) {
        return ProxyCalls.find(server, call.proxy());
    }

    private static String index(Proxy proxy) {
        JsonWriter out = new JsonWriter();
        ProxyJson.writeToxics(out, proxy.faults());
        return out.toString();
    }

    private CompletionStage<Answer> create(Call call) {
        Proxy proxy = proxy(call);
        Toxic toxic = Toxic.read(call.body());
        return proxy.inject(toxic.injection(), toxic).thenApply(done -> show(toxic));
    }

    private CompletionStage<Answer> update(Call call) {
        Proxy proxy = proxy(call);
        Toxic toxic = find(proxy, call.part()).changed(call.body());
        return proxy.change(toxic.injection(), toxic).thenApply(done -> show(toxic));
    }

    private CompletionStage<Answer> delete(Call call) {
        Proxy proxy = proxy(call);
        find(proxy, call.part());
        return proxy.remove(call.part()).thenApply(done -> Answer.empty(204));
    }

    private static Toxic find(Proxy proxy, String name) {
        return Toxic.of(proxy.faults()).stream()
                .filter(toxic -> toxic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ProxyException(Problem.FAULT_NOT_FOUND, "There is no toxic '" + name + "'"));
    }

    private static Answer show(Toxic toxic) {
        JsonWriter out = new JsonWriter();
        toxic.writeTo(out);
        return Answer.json(200, out.toString());
    }
}
