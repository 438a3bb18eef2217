package io.seatrial.testkit.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;

/**
 * Reads one rule file, token by token, so that each complaint can name its line:
 *
 * <pre>
 * subject: Manager, shared
 * defaults: {level: MUST, networks: [loopback, simulated]}
 * rules:
 *   - id: SHARED-03
 *     …
 * </pre>
 *
 * {@code defaults} holds any key of a rule but {@code id}; a rule's own key replaces the default.
 */
final class RuleReader {

    private final RuleFile file;
    private final JsonParser tokens;
    private final List<Rule> rules = new ArrayList<>();
    private @Nullable String subject;
    private RuleDraft defaults = new RuleDraft();

    private RuleReader(RuleFile file, JsonParser tokens) {
        this.file = file;
        this.tokens = tokens;
    }

    /** Returns the rules of a file, in its order. */
    static List<Rule> read(RuleFile file) {
        try (JsonParser tokens = new YAMLFactory().createParser(ObjectReadContext.empty(), file.yaml())) {
            return new RuleReader(file, tokens).readAll();
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new RuleError(file.name() + ":" + line + ": not YAML: " + onOneLine(e.getOriginalMessage()), e);
        }
    }

    private static String onOneLine(String message) {
        return message.strip().replaceAll("\\s+", " ");
    }

    private List<Rule> readAll() {
        expect(tokens.nextToken(), JsonToken.START_OBJECT, "a mapping with subject and rules");
        eachKey(key -> {
            switch (key) {
                case "subject" -> subject = text(key);
                case "defaults" -> readKeys(defaults, false);
                case "rules" -> readRules();
                default -> throw at("unknown key '" + key + "', expected subject, defaults or rules");
            }
        });
        if (rules.isEmpty()) {
            throw at("the file holds no rules");
        }
        return List.copyOf(rules);
    }

    private void readRules() {
        String heading = subject;
        if (heading == null) {
            throw at("'subject' must come before 'rules'");
        }
        expect(tokens.nextToken(), JsonToken.START_ARRAY, "a list of rules");
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            expect(tokens.currentToken(), JsonToken.START_OBJECT, "a rule");
            int line = line();
            RuleDraft draft = defaults.copy();
            readKeysOfCurrent(draft, true);
            try {
                rules.add(draft.toRule(heading));
            } catch (IllegalArgumentException e) {
                throw new RuleError(file.name() + ":" + line + ": " + e.getMessage(), e);
            }
        }
    }

    private void readKeys(RuleDraft draft, boolean withId) {
        expect(tokens.nextToken(), JsonToken.START_OBJECT, "a mapping");
        readKeysOfCurrent(draft, withId);
    }

    private void readKeysOfCurrent(RuleDraft draft, boolean withId) {
        List<String> seen = new ArrayList<>();
        eachKey(key -> {
            if (seen.contains(key)) {
                throw at("the key '" + key + "' stands twice");
            }
            seen.add(key);
            if (key.equals("id") && !withId) {
                throw at("an id cannot be a default");
            }
            try {
                readValue(draft, key);
            } catch (IllegalArgumentException e) {
                throw at(e.getMessage());
            }
        });
    }

    private void readValue(RuleDraft draft, String key) {
        if (key.equals("texts")) {
            expect(tokens.nextToken(), JsonToken.START_OBJECT, "a mapping from profile to text");
            eachKey(profile -> draft.text(profile, text(profile)));
        } else if (RuleDraft.LISTS.contains(key)) {
            draft.list(key, texts(key));
        } else if (RuleDraft.TEXTS.contains(key)) {
            draft.text(key, text(key));
        } else {
            throw at("unknown key '" + key + "', expected one of " + RuleDraft.keys());
        }
    }

    private void eachKey(Consumer<String> reader) {
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            reader.accept(tokens.currentName());
        }
    }

    private String text(String key) {
        JsonToken token = tokens.nextToken();
        if (!token.isScalarValue() || tokens.getString().isBlank()) {
            throw at("'" + key + "' must be a text");
        }
        return tokens.getString().strip();
    }

    private List<String> texts(String key) {
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

    private RuleError at(@Nullable String message) {
        return new RuleError(file.name() + ":" + line() + ": " + message);
    }
}
