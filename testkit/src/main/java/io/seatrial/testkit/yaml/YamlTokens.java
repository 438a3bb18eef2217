package io.seatrial.testkit.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** A YAML file, token by token, so that each complaint can name file and line. */
public final class YamlTokens {

    /** Makes the exception with which a file is refused. */
    @FunctionalInterface
    public interface Refusal {
        /** Creates the exception. */
        RuntimeException of(String message, @Nullable Throwable cause);
    }

    /** A text without quotation marks that goes on with {@code #5121}: for YAML that is a comment, and the text ends before it. */
    private static final Pattern CUT_SHORT = Pattern.compile("\\s*(- +)?[^\\s\"'{\\[#]+: +[^\\s\"'{\\[|>#].* #\\S.*");

    private final String file;
    private final List<String> lines;
    private final JsonParser tokens;
    private final Refusal refusal;

    private YamlTokens(String file, String yaml, JsonParser tokens, Refusal refusal) {
        this.file = file;
        this.lines = yaml.lines().toList();
        this.tokens = tokens;
        this.refusal = refusal;
    }

    /**
     * Reads a file.
     *
     * @param file what messages call it
     * @param reader is given the file before its first token
     */
    public static <T> T read(String file, String yaml, Refusal refusal, Function<YamlTokens, T> reader) {
        try (JsonParser tokens = new YAMLFactory().createParser(ObjectReadContext.empty(), yaml)) {
            return reader.apply(new YamlTokens(file, yaml, tokens, refusal));
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw refusal.of(file + ":" + line + ": not YAML: " + onOneLine(e.getOriginalMessage()), e);
        }
    }

    private static String onOneLine(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }

    /** Reads a mapping that begins with the next token, and hands each key over to read its value. */
    public void mapping(String what, Consumer<String> eachKey) {
        expect(tokens.nextToken(), JsonToken.START_OBJECT, what);
        keys(eachKey);
    }

    /** Reads a list of mappings that begins with the next token; for each mapping the line is handed over before its keys are read. */
    public void mappings(String what, String element, Consumer<Integer> eachElement) {
        expect(tokens.nextToken(), JsonToken.START_ARRAY, what);
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            expect(tokens.currentToken(), JsonToken.START_OBJECT, element);
            eachElement.accept(line());
        }
    }

    /** Reads the keys of a mapping whose beginning was read. None may stand twice. */
    public void keys(Consumer<String> eachKey) {
        List<String> seen = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            String key = tokens.currentName();
            if (seen.contains(key)) {
                throw at("the key '" + key + "' stands twice");
            }
            seen.add(key);
            eachKey.accept(key);
        }
    }

    /** Reads the text of a key. */
    public String text(String key) {
        JsonToken token = tokens.nextToken();
        if (!token.isScalarValue() || tokens.getString().isBlank()) {
            throw at("'" + key + "' must be a text");
        }
        if (CUT_SHORT.matcher(lines.get(line() - 1)).matches()) {
            throw at("'" + key + "' ends before '#', which begins a comment: put the text between quotation marks");
        }
        return tokens.getString().strip();
    }

    /** Reads the list of texts of a key. */
    public List<String> texts(String key) {
        expect(tokens.nextToken(), JsonToken.START_ARRAY, "a list for '" + key + "'");
        List<String> values = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            values.add(tokens.getString());
        }
        return values;
    }

    private void expect(@Nullable JsonToken token, JsonToken wanted, String what) {
        if (token != wanted) {
            throw at("expected " + what);
        }
    }

    private int line() {
        return tokens.currentTokenLocation().getLineNr();
    }

    /** Returns a refusal that names the line of the current token. */
    public RuntimeException at(@Nullable String message) {
        return at(line(), message, null);
    }

    /** Returns a refusal that names a line. */
    public RuntimeException at(int line, @Nullable String message, @Nullable Throwable cause) {
        return refusal.of(file + ":" + line + ": " + message, cause);
    }
}
