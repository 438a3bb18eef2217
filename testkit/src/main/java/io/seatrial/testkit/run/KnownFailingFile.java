package io.seatrial.testkit.run;

import io.seatrial.testkit.yaml.YamlTokens;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * The list of failures that are known, as a YAML file:
 *
 * <pre>
 * known-failing:
 *   - pattern: SHARED-05
 *     ticket: "#12"
 *     reason: The adapter has no place for warnings yet.
 *     since: 1.4.0
 *     signature: "warnings: expected 1, but was 0"
 * </pre>
 */
public final class KnownFailingFile {

    private static final String LIST = "known-failing";
    private static final List<String> KEYS = List.of("pattern", "ticket", "reason", "since", "signature");
    private static final String HEAD = """
            # Failures that are known. Each must happen, and in the way that its signature says (* is any text): a pass, another failure, and
            # a pattern that matches no case are errors. Entries are sorted, and rewritten by --update-baseline.
            """;

    /** JSON texts are YAML texts. */
    private static final JsonMapper YAML_TEXTS = JsonMapper.builder().build();

    private KnownFailingFile() {}

    /**
     * Reads a file.
     *
     * @param name what messages call it
     * @throws IllegalArgumentException naming file and line, if it cannot be used
     */
    public static List<KnownFailure> read(String name, String yaml) {
        List<KnownFailure> entries = new ArrayList<>();
        return YamlTokens.read(name, yaml, IllegalArgumentException::new, tokens -> {
            tokens.mapping("a mapping with " + LIST, key -> {
                if (!key.equals(LIST)) {
                    throw tokens.at("unknown key '" + key + "', expected " + LIST);
                }
                tokens.mappings("a list", "an entry with " + KEYS, line -> entries.add(entry(tokens, line)));
            });
            return List.copyOf(entries);
        });
    }

    private static KnownFailure entry(YamlTokens tokens, int line) {
        Map<String, String> values = new LinkedHashMap<>();
        tokens.keys(key -> {
            if (!KEYS.contains(key)) {
                throw tokens.at("unknown key '" + key + "', expected one of " + KEYS);
            }
            values.put(key, tokens.text(key));
        });
        List<String> missing = new ArrayList<>(KEYS);
        missing.removeAll(values.keySet());
        if (!missing.isEmpty()) {
            throw tokens.at(line, "an entry lacks " + missing, null);
        }
        return new KnownFailure(
                values.getOrDefault("pattern", ""),
                values.getOrDefault("ticket", ""),
                values.getOrDefault("reason", ""),
                values.getOrDefault("since", ""),
                values.getOrDefault("signature", ""));
    }

    /** Returns the text of a file with these entries, which are sorted: the same entries give the same text. */
    public static String write(List<KnownFailure> entries) {
        StringBuilder text = new StringBuilder(HEAD).append(LIST).append(entries.isEmpty() ? ": []\n" : ":\n");
        entries.stream()
                .distinct()
                .sorted(Comparator.comparing(KnownFailure::pattern).thenComparing(KnownFailure::signature))
                .forEach(entry -> {
                    add(text, "  - pattern: ", entry.pattern());
                    add(text, "    ticket: ", entry.ticket());
                    add(text, "    reason: ", entry.reason());
                    add(text, "    since: ", entry.since());
                    add(text, "    signature: ", entry.signature());
                });
        return text.toString();
    }

    private static void add(StringBuilder text, String key, String value) {
        text.append(key).append(YAML_TEXTS.writeValueAsString(value)).append('\n');
    }
}
