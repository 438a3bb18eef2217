package io.seatrial.testkit.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A history as JSON lines: a header, then a line for each event. The format is published as a JSON Schema for a line,
 * {@code schema/seatrial-history-1.json}. An event with {@code detail} is a note; of the others each {@code kind} has its own keys.
 *
 * @param header the first line
 * @param events the other lines
 */
public record HistoryLines(HistoryHeader header, List<Event> events) {

    /** The name of the format. */
    public static final String SCHEMA = "seatrial-history/1";

    private static final String AT = "at";
    private static final String ACTOR = "actor";
    private static final String KIND = "kind";
    private static final String DETAIL = "detail";

    private static final Map<String, Class<?>> FACTS = Arrays.stream(Fact.class.getPermittedSubclasses())
            .filter(type -> type != Fact.Note.class)
            .collect(Collectors.toUnmodifiableMap(
                    type -> type.getSimpleName().toLowerCase(Locale.ROOT), Function.identity()));

    /** Only ASCII: what an implementation under test says may be no text that has an encoding. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Creates the lines of a history. */
    public HistoryLines {
        events = List.copyOf(events);
    }

    /** Returns the lines as text. */
    public String write() {
        StringBuilder text = new StringBuilder(events.size() * 80);
        text.append(JSON.writeValueAsString(header)).append('\n');
        events.forEach(event -> text.append(line(event)).append('\n'));
        return text.toString();
    }

    private static String line(Event event) {
        ObjectNode line = JSON.createObjectNode();
        line.put(AT, event.nanos()).put(ACTOR, event.actor()).put(KIND, event.kind());
        if (event.fact() instanceof Fact.Note note) {
            line.put(DETAIL, note.detail());
        } else {
            JSON.<ObjectNode>valueToTree(event.fact())
                    .properties()
                    .forEach(component -> line.set(component.getKey(), component.getValue()));
        }
        return JSON.writeValueAsString(line);
    }

    /**
     * Reads lines.
     *
     * @throws IllegalArgumentException if they are no history, naming the line
     */
    public static HistoryLines read(String text) {
        List<String> lines = text.lines().toList();
        List<Event> events = new ArrayList<>();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("line 1: expected a header, but the file is empty");
        }
        HistoryHeader header = parsed(1, () -> JSON.readValue(lines.get(0), HistoryHeader.class));
        if (!SCHEMA.equals(header.schema())) {
            throw new IllegalArgumentException(
                    "line 1: expected the schema " + SCHEMA + ", but it is " + header.schema());
        }
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            events.add(parsed(i + 1, () -> event(JSON.readTree(line))));
        }
        return new HistoryLines(header, events);
    }

    @FunctionalInterface
    private interface Parse<T> {
        T get() throws JacksonException;
    }

    private static <T> T parsed(int line, Parse<T> parse) {
        try {
            return parse.get();
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "line " + line + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    private static Event event(JsonNode line) {
        for (String key : List.of(AT, ACTOR, KIND)) {
            if (!line.has(key)) {
                throw new IllegalArgumentException("an event lacks '" + key + "'");
            }
        }
        String kind = line.get(KIND).asString();
        return new Event(line.get(AT).asLong(), line.get(ACTOR).asString(), fact(kind, line));
    }

    /** A later version of the same number may know more kinds; they are notes to this one. */
    private static Fact fact(String kind, JsonNode line) {
        Class<?> type = FACTS.get(kind);
        if (line.has(DETAIL) || type == null) {
            return new Fact.Note(kind, line.path(DETAIL).asString(line.toString()));
        }
        return (Fact) JSON.treeToValue(line, type);
    }
}
