package io.seatrial.chaos.fault;

import io.seatrial.chaos.json.Json;
import io.seatrial.chaos.json.JsonReader;
import io.seatrial.chaos.json.JsonWriter;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of an injection. It is Toxiproxy's form of a toxic ({@code name}, {@code type}, {@code stream}, {@code toxicity},
 * {@code attributes}) with more members, all optional: {@code link}, {@code moment} with {@code frames} and {@code bytes}, {@code start}
 * and {@code end} in milliseconds, {@code seed}.
 */
public final class FaultJson {

    private FaultJson() {}

    /**
     * Reads an injection.
     *
     * @throws io.seatrial.chaos.json.JsonException if the text is no JSON
     * @throws FaultException if a value is wrong
     */
    public static Injection read(String text) {
        return read(JsonReader.read(text));
    }

    /**
     * Reads an injection.
     *
     * @throws FaultException if a value is wrong
     */
    public static Injection read(Json json) {
        Members in = new Members(json, "A fault");
        String type = in.text("type").orElseThrow(() -> new FaultException("A fault needs a type"));
        Fault fault = FaultTypes.read(type, in.object("attributes"));
        Direction direction = in.text("stream").map(Direction::parse).orElse(Direction.DOWNSTREAM);
        AttributeReader moment = new AttributeReader(in.object("moment"));
        Target target = new Target(
                in.text("link").orElse("*"),
                direction,
                new Moment(moment.number("frames", 0), moment.number("bytes", 0)));
        return new Injection(
                in.text("name").filter(name -> !name.isEmpty()).orElse(Injection.defaultName(fault, direction)),
                fault,
                target,
                new Span(in.number("start").map(Duration::ofMillis).orElse(Duration.ZERO), end(in)),
                in.reader().fraction("toxicity", 1),
                in.number("seed").map(OptionalLong::of).orElse(OptionalLong.empty()));
    }

    private static @Nullable Duration end(Members in) {
        Optional<Long> end = in.number("end");
        return end.isPresent() ? Duration.ofMillis(end.get()) : null;
    }

    /** Returns the JSON of an injection. What is as by default is left out, except for what a toxic of Toxiproxy always has. */
    public static String write(Injection injection) {
        JsonWriter out = new JsonWriter();
        writeTo(out, injection);
        return out.toString();
    }

    /** Appends the JSON of an injection. */
    public static void writeTo(JsonWriter out, Injection injection) {
        Target target = injection.target();
        out.beginObject().name("attributes");
        injection.fault().attributes().writeTo(out);
        out.name("name").value(injection.name());
        out.name("type").value(injection.fault().type());
        out.name("stream").value(target.direction().text());
        out.name("toxicity").value((float) injection.probability());
        if (!target.link().equals("*")) {
            out.name("link").value(target.link());
        }
        if (!target.moment().equals(Moment.AT_ONCE)) {
            out.name("moment");
            Attributes.none()
                    .number("frames", target.moment().frames())
                    .number("bytes", target.moment().bytes())
                    .writeTo(out);
        }
        if (!injection.span().start().isZero()) {
            out.name("start").value(injection.span().start().toMillis());
        }
        Optional.ofNullable(injection.span().end())
                .ifPresent(end -> out.name("end").value(end.toMillis()));
        injection.seed().ifPresent(seed -> out.name("seed").value(seed));
        out.endObject();
    }
}
