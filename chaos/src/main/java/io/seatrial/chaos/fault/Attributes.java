package io.seatrial.chaos.fault;

import io.seatrial.chaos.json.Json;
import io.seatrial.chaos.json.JsonWriter;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters of a fault by name, in order: whole numbers, fractions, truth values and texts. Times are whole milliseconds, except
 * where Toxiproxy has microseconds. A parameter that was not given has its default; a name that nobody asks for means nothing.
 */
public final class Attributes {

    private static final long NANOS_PER_MICRO = 1000;

    private final Map<String, Json> values;

    private Attributes(Map<String, Json> values) {
        this.values = values;
    }

    /** Returns no parameters, to begin with. */
    public static Attributes none() {
        return new Attributes(Map.of());
    }

    /** Returns the members of an object; of several with one name the last. */
    public static Attributes of(Json.Obj object) {
        Map<String, Json> values = new LinkedHashMap<>();
        object.members().forEach(member -> values.put(member.name(), member.value()));
        return new Attributes(values);
    }

    /** Returns these and one more. */
    public Attributes number(String name, long value) {
        return with(name, new Json.Num(Long.toString(value)));
    }

    Attributes millis(String name, Duration value) {
        return number(name, value.toMillis());
    }

    Attributes micros(String name, Duration value) {
        return number(name, value.toNanos() / NANOS_PER_MICRO);
    }

    Attributes fraction(String name, double value) {
        return with(name, new Json.Num(Double.toString(value)));
    }

    Attributes flag(String name, boolean value) {
        return with(name, new Json.Bool(value));
    }

    Attributes text(String name, String value) {
        return with(name, new Json.Text(value));
    }

    private Attributes with(String name, Json value) {
        Map<String, Json> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Attributes(more);
    }

    /** Returns the names and values, in order; a view that cannot be changed. */
    public Map<String, Json> values() {
        return Collections.unmodifiableMap(values);
    }

    void writeTo(JsonWriter out) {
        out.beginObject();
        values.forEach((name, value) -> {
            out.name(name);
            if (value instanceof Json.Num num) {
                out.raw(num.literal());
            } else if (value instanceof Json.Bool bool) {
                out.value(bool.value());
            } else if (value instanceof Json.Text text) {
                out.value(text.value());
            }
        });
        out.endObject();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attributes that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        JsonWriter out = new JsonWriter();
        writeTo(out);
        return out.toString();
    }
}
