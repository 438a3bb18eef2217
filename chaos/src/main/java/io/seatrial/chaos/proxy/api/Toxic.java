package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.json.Json;
import io.seatrial.chaos.json.JsonReader;
import io.seatrial.chaos.json.JsonWriter;
import io.seatrial.chaos.proxy.ActiveFault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A toxic as a client gave it, and is shown it again.
 *
 * @param name its name
 * @param type its type
 * @param stream its stream, in the case in which it was given
 * @param toxicity the share of connections, whatever number was given
 * @param attributes its parameters; one that was not given is 0
 */
record Toxic(String name, ToxicType type, String stream, float toxicity, Map<String, Long> attributes) {

    /** Reads a new toxic. */
    static Toxic read(byte[] body) {
        Json json = JsonReader.read(body);
        Draft draft = new Draft();
        String owner = "ToxicWrapper";
        Decoding.decode(
                json,
                "toxics.ToxicWrapper",
                List.of(
                        Field.object(owner, "attributes", "toxics.NoopToxic", given -> draft.attributes = given),
                        Field.text(owner, "name", text -> draft.name = text),
                        Field.text(owner, "type", text -> draft.type = text),
                        Field.text(owner, "stream", text -> draft.stream = text),
                        Field.fraction(owner, "toxicity", number -> draft.toxicity = number)));
        if (Stream.of(Direction.values()).noneMatch(known -> known.text().equalsIgnoreCase(draft.stream))) {
            throw new ApiException(400, "stream was invalid, can be either upstream or downstream");
        }
        ToxicType type = ToxicType.find(draft.type).orElseThrow(() -> new ApiException(400, "invalid toxic type"));
        String name = draft.name.isEmpty() ? draft.type + "_" + draft.stream : draft.name;
        return new Toxic(name, type, draft.stream, draft.toxicity, draft.attributes);
    }

    private Toxic(String name, ToxicType type, String stream, float toxicity, Json attributes) {
        this(name, type, stream, toxicity, read(attributes, type, new HashMap<>()));
    }

    /** Returns this with what a client wants to change: parameters and toxicity, nothing else. */
    Toxic changed(byte[] body) {
        Draft draft = new Draft();
        draft.toxicity = toxicity;
        String struct = "struct { Attributes interface {} \"json:\\\"attributes\\\"\"; Toxicity float32"
                + " \"json:\\\"toxicity\\\"\" }";
        Map<String, Long> values = new HashMap<>(attributes);
        Decoding decoding = new Decoding();
        decoding.object(
                JsonReader.read(body),
                struct,
                List.of(
                        Field.object("", "attributes", "toxics." + type.struct(), given -> {
                            decoding.object(given, "", type.fields(values));
                        }),
                        Field.fraction("", "toxicity", number -> draft.toxicity = number)));
        decoding.finish();
        return new Toxic(name, type, stream, draft.toxicity, values);
    }

    private static Map<String, Long> read(Json attributes, ToxicType type, Map<String, Long> into) {
        Decoding.decode(attributes, "", type.fields(into));
        return into;
    }

    Direction direction() {
        return Direction.parse(stream);
    }

    Injection injection() {
        return Injection.of(type.fault(attributes), direction())
                .named(name)
                .withProbability(Math.max(0, Math.min(1, toxicity)));
    }

    void writeTo(JsonWriter out) {
        out.beginObject().name("attributes").beginObject();
        type.attributes().forEach(attribute -> out.name(attribute).value(attributes.getOrDefault(attribute, 0L)));
        out.endObject();
        out.name("name").value(name);
        out.name("type").value(type.text());
        out.name("stream").value(stream);
        out.name("toxicity").value(toxicity).endObject();
    }

    /** Returns the toxics among the faults of a proxy: those on bytes to the server first, each in the order in which they came. */
    static List<Toxic> of(List<ActiveFault> faults) {
        return Stream.of(Direction.values())
                .flatMap(direction -> faults.stream()
                        .filter(fault -> fault.origin() instanceof Toxic)
                        .map(fault -> (Toxic) fault.origin())
                        .filter(toxic -> toxic.direction() == direction))
                .toList();
    }

    /** What has been read so far. */
    private static final class Draft {
        private String name = "";
        private String type = "";
        private String stream = Direction.DOWNSTREAM.text();
        private float toxicity = 1;
        private Json attributes = new Json.Null();
    }
}
