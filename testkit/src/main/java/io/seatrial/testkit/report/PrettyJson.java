package io.seatrial.testkit.report;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON for people and programs alike: two spaces a level, the same line breaks on every system. */
public final class PrettyJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private PrettyJson() {}

    /** Returns maps, lists, texts and numbers as JSON text that ends in a line break. */
    public static String of(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        return MAPPER.writer().with(printer).writeValueAsString(value) + "\n";
    }
}
