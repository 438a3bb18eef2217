package io.seatrial.chaos.proxy.api;

import io.seatrial.chaos.json.Json;
import io.seatrial.chaos.json.Json.Member;
import io.seatrial.chaos.json.JsonException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts a JSON object into fields as Go does: names in any case, unknown ones passed over, {@code null} leaves a field as it is, and of
 * several values that do not fit the first is complained of at the end.
 */
final class Decoding {

    private @Nullable String complaint;

    /** Decodes one object. */
    static void decode(Json json, String type, List<Field> fields) {
        Decoding decoding = new Decoding();
        decoding.object(json, type, fields);
        decoding.finish();
    }

    /**
     * Puts an object into fields.
     *
     * @param type what the whole is called in complaints
     */
    void object(Json json, String type, List<Field> fields) {
        if (json instanceof Json.Null) {
            return;
        }
        if (!(json instanceof Json.Obj object)) {
            complain("cannot unmarshal " + json.kind() + " into Go value of type " + type);
            return;
        }
        for (Member member : object.members()) {
            Optional<Field> field = find(fields, member.name());
            if (field.isPresent() && !(member.value() instanceof Json.Null)) {
                put(field.get(), member.value());
            }
        }
    }

    private void put(Field field, Json value) {
        if (!field.put().take(value)) {
            complain("cannot unmarshal " + shown(value, field) + " into Go struct field " + field.path() + " of type "
                    + field.type());
        }
    }

    private static String shown(Json value, Field field) {
        return value instanceof Json.Num num && field.numeric() ? "number " + num.literal() : value.kind();
    }

    private static Optional<Field> find(List<Field> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .or(() -> fields.stream()
                        .filter(field -> field.name().equalsIgnoreCase(name))
                        .findFirst());
    }

    void complain(String reason) {
        if (complaint == null) {
            complaint = "json: " + reason;
        }
    }

    /** Throws the first complaint, if there is one. */
    void finish() {
        if (complaint != null) {
            throw new JsonException(complaint);
        }
    }
}
