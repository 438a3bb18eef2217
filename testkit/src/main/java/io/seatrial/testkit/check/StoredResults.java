package io.seatrial.testkit.check;

import io.seatrial.testkit.history.History;
import io.seatrial.testkit.history.HistoryLines;
import io.seatrial.testkit.history.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The histories that a {@code results.json} refers to, judged again: by the checkers of today, on any machine. A history that is not, byte for
 * byte, the one that was stored is not judged.
 *
 * @param judgements one for each run that has a history
 * @param withoutHistory the number of runs that have none, since they were skipped
 */
public record StoredResults(List<Judgement> judgements, int withoutHistory) {

    private static final String SCHEMA = "seatrial-results/1";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Creates the results. */
    public StoredResults {
        judgements = List.copyOf(judgements);
    }

    /**
     * Reads a file and judges what it refers to.
     *
     * @throws IllegalArgumentException if it is no {@code results.json}, with what it is instead
     */
    public static StoredResults judge(Path resultsJson) throws IOException {
        JsonNode results = read(resultsJson);
        Map<String, Judgement> judgements = new LinkedHashMap<>();
        Path directory = Objects.requireNonNull(resultsJson.toAbsolutePath().getParent(), "a file has a directory");
        int without = 0;
        for (JsonNode row : results.path("results")) {
            String run = String.join(
                    " ", text(row, "case"), text(row, "transport"), text(row, "network"), text(row, "profile"));
            if (!row.has("recorded")) {
                without++;
            } else if (!judgements.containsKey(run)) { // a run that tries two rules has two rows
                judgements.put(run, new Judgement(run, text(row, "verdict"), problems(directory, row)));
            }
        }
        return new StoredResults(List.copyOf(judgements.values()), without);
    }

    private static JsonNode read(Path file) throws IOException {
        try {
            JsonNode results = JSON.readTree(Files.readString(file));
            String schema = text(results, "schema");
            if (!schema.equals(SCHEMA)) {
                throw new IllegalArgumentException(
                        file + ": expected the schema " + SCHEMA + ", but it is '" + schema + "'");
            }
            return results;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static List<String> problems(Path directory, JsonNode row) throws IOException {
        JsonNode recorded = row.path("recorded");
        String name = text(recorded, "file");
        Path file = directory.resolve(name).normalize();
        if (!file.startsWith(directory)) {
            return List.of(name + " is not below " + directory);
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return List.of("there is no " + name + " beside results.json");
        }
        return Sha256.of(bytes).equals(text(recorded, "sha256"))
                ? judged(name, new String(bytes, StandardCharsets.UTF_8), row)
                : List.of(name + " is not the file that was stored: its hash differs");
    }

    private static List<String> judged(String name, String text, JsonNode row) {
        HistoryLines lines;
        try {
            lines = HistoryLines.read(text);
        } catch (IllegalArgumentException e) {
            return List.of(name + ", " + e.getMessage());
        }
        List<String> problems = new ArrayList<>();
        String hash = History.hashHex(lines.events());
        if (!hash.equals(lines.header().hash()) || (row.has("history") && !hash.equals(text(row, "history")))) {
            problems.add(name + " does not hold the events that were hashed: " + hash + " is not "
                    + lines.header().hash());
        }
        HistoryCheck.of(lines.events()).forEach(violation -> problems.add(violation.sentence()));
        return problems;
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }
}
