package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.fault.FaultException;
import io.seatrial.chaos.fault.FaultJson;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.json.Json;
import io.seatrial.chaos.json.JsonException;
import io.seatrial.chaos.proxy.ProxySpec;
import io.seatrial.chaos.proxy.framing.Framing;
import io.seatrial.chaos.proxy.framing.Framings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A proxy as a client writes it. What it does not write keeps the value from before. */
final class ProxyInput {

    private static final String POPULATED = "struct { toxiproxy.Proxy; Enabled *bool \"json:\\\"enabled\\\"\" }";

    private String name = "";
    private String listen = "";
    private String upstream = "";
    private boolean enabled = true;
    private Json faults = new Json.Null();
    private Json framing = new Json.Null();
    private Json seed = new Json.Null();

    private ProxyInput() {}

    /** Reads a new proxy; it is enabled unless that is denied. */
    static ProxyInput read(Json json) {
        ProxyInput input = new ProxyInput();
        Decoding.decode(json, "toxiproxy.Proxy", input.fields("Proxy", "Proxy"));
        return input;
    }

    /** Reads changes of a proxy. */
    static ProxyInput read(Json json, String listen, String upstream, boolean enabled) {
        ProxyInput input = new ProxyInput();
        input.listen = listen;
        input.upstream = upstream;
        input.enabled = enabled;
        Decoding.decode(json, "toxiproxy.Proxy", input.fields("Proxy", "Proxy"));
        return input;
    }

    /** Reads a list of new proxies. */
    static List<ProxyInput> readAll(Json json) {
        List<ProxyInput> all = new ArrayList<>();
        Decoding decoding = new Decoding();
        if (json instanceof Json.Array array) {
            for (Json item : array.items()) {
                ProxyInput input = new ProxyInput();
                decoding.object(item, POPULATED, input.fields(".Proxy", ""));
                all.add(input);
            }
        } else if (!(json instanceof Json.Null)) {
            decoding.complain("cannot unmarshal " + json.kind() + " into Go value of type []" + POPULATED);
        }
        decoding.finish();
        return all;
    }

    private List<Field> fields(String owner, String ownerOfEnabled) {
        return List.of(
                Field.text(owner, "name", text -> name = text),
                Field.text(owner, "listen", text -> listen = text),
                Field.text(owner, "upstream", text -> upstream = text),
                Field.flag(ownerOfEnabled, "enabled", truth -> enabled = truth),
                Field.object(owner, "Logger", "zerolog.Logger", ignored -> {}),
                Field.any("faults", json -> faults = json),
                Field.any("framing", json -> framing = json),
                Field.any("seed", json -> seed = json));
    }

    String name() {
        return name;
    }

    String listen() {
        return listen;
    }

    String upstream() {
        return upstream;
    }

    boolean enabled() {
        return enabled;
    }

    ProxySpec spec() {
        List<Injection> injections = new ArrayList<>();
        whenGiven(
                faults,
                Json.Array.class,
                "faults",
                "an array of faults",
                array -> array.items().forEach(item -> injections.add(FaultJson.read(item))));
        OptionalLong[] ownSeed = {OptionalLong.empty()};
        whenGiven(seed, Json.Num.class, "seed", "a whole number", num -> ownSeed[0] = OptionalLong.of(whole(num)));
        return new ProxySpec(name, listen, upstream, enabled, injections, framing(), ownSeed[0]);
    }

    private @Nullable Framing framing() {
        if (framing instanceof Json.Null) {
            return null;
        }
        String given = framing instanceof Json.Text text ? text.value() : framing.kind();
        return switch (given) {
            case "request-plane" -> Framings.requestPlane();
            case "response-plane" -> Framings.responsePlane();
            default ->
                throw new FaultException("There is no framing '" + given + "': use request-plane or response-plane");
        };
    }

    private static <J extends Json> void whenGiven(
            Json json, Class<J> kind, String name, String right, Consumer<J> use) {
        if (kind.isInstance(json)) {
            use.accept(kind.cast(json));
        } else if (!(json instanceof Json.Null)) {
            throw new JsonException("the member '" + name + "' is of the kind " + json.kind() + ": write " + right);
        }
    }

    private static long whole(Json.Num num) {
        try {
            return Long.parseLong(num.literal());
        } catch (NumberFormatException e) {
            throw new JsonException("the seed " + num.literal() + " is not a whole number of 64 bits");
        }
    }
}
