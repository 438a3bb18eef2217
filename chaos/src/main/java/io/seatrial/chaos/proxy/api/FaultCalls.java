package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.fault.FaultJson;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.json.JsonReader;
import io.seatrial.chaos.json.JsonWriter;
import io.seatrial.chaos.proxy.ActiveFault;
import io.seatrial.chaos.proxy.Proxy;
import io.seatrial.chaos.proxy.ProxyException;
import io.seatrial.chaos.proxy.ProxyException.Problem;
import io.seatrial.chaos.proxy.ProxyServer;
import java.util.concurrent.CompletionStage;

/** The calls about faults that Toxiproxy does not have, and about toxics with a start, an end, a moment or a seed. */
final class FaultCalls {

    private final ProxyServer server;

    FaultCalls(ProxyServer server) {
        this.server = server;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/proxies/*/faults", call -> ProxyCalls.done(Answer.json(200, index(proxy(call)))));
        routes.add("POST", "/proxies/*/faults", this::create);
        routes.add(
                "GET",
                "/proxies/*/faults/*",
                call -> ProxyCalls.done(show(find(call).injection())));
        routes.add("DELETE", "/proxies/*/faults/*", this::delete);
    }

    private Proxy proxy(Call call) {
        return ProxyCalls.find(server, call.proxy());
    }

    private static String index(Proxy proxy) {
        JsonWriter out = new JsonWriter();
        ProxyJson.writeFaults(out, ProxyJson.notToxics(proxy));
        return out.toString();
    }

    private CompletionStage<Answer> create(Call call) {
        Proxy proxy = proxy(call);
        Injection injection = FaultJson.read(JsonReader.read(call.body()));
        return proxy.inject(injection).thenApply(done -> show(injection));
    }

    private CompletionStage<Answer> delete(Call call) {
        Proxy proxy = proxy(call);
        find(call);
        return proxy.remove(call.part()).thenApply(done -> Answer.empty(204));
    }

    private ActiveFault find(Call call) {
        return ProxyJson.notToxics(proxy(call)).stream()
                .filter(fault -> fault.injection().name().equals(call.part()))
                .findFirst()
                .orElseThrow(
                        () -> new ProxyException(Problem.FAULT_NOT_FOUND, "There is no fault '" + call.part() + "'"));
    }

    private static Answer show(Injection injection) {
        return Answer.json(200, FaultJson.write(injection));
    }
}
