package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.json.JsonException;
import io.seatrial.chaos.json.JsonReader;
import io.seatrial.chaos.json.JsonWriter;
import io.seatrial.chaos.proxy.Proxy;
import io.seatrial.chaos.proxy.ProxyServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Makes many proxies at once. The first that cannot be made ends it; those before it stay. */
final class Population {

    private final ProxyServer server;

    Population(ProxyServer server) {
        this.server = server;
    }

    CompletionStage<Answer> populate(Call call) {
        List<Proxy> made = new ArrayList<>();
        return make(call.body(), made).handle((done, failure) -> answer(made, failure));
    }

    /** Makes the proxies of a text; the list has those that were made also when the stage fails. */
    CompletionStage<Void> make(byte[] body, List<Proxy> made) {
        CompletionStage<Void> step = CompletableFuture.completedFuture(null);
        try {
            List<ProxyInput> inputs = ProxyInput.readAll(JsonReader.read(body));
            for (int i = 0; i < inputs.size(); i++) {
                check(inputs.get(i), i + 1);
            }
            for (ProxyInput input : inputs) {
                step = step.thenCompose(done -> server.createOrReplace(input.spec()))
                        .thenAccept(made::add);
            }
        } catch (JsonException | ApiException e) {
            return CompletableFuture.failedFuture(e);
        }
        return step;
    }

    private static void check(ProxyInput input, int number) {
        if (input.name().isEmpty()) {
            throw ApiException.missing("name at proxy " + number);
        }
        if (input.upstream().isEmpty()) {
            throw ApiException.missing("upstream at proxy " + number);
        }
    }

    private static Answer answer(List<Proxy> made, @Nullable Throwable failure) {
        JsonWriter out = new JsonWriter().beginObject();
        int status = 201;
        if (failure != null) {
            ApiException problem = ApiException.of(Failures.cause(failure));
            status = problem.status();
            out.name("error").value(String.valueOf(problem.getMessage()));
            out.name("status").value(status);
        }
        out.name("proxies");
        if (made.isEmpty()) {
            out.raw("null");
        } else {
            out.beginArray();
            made.forEach(proxy -> ProxyJson.writeTo(out, proxy));
            out.endArray();
        }
        return Answer.json(status, out.endObject().toString());
    }
}
