package io.seatrial.testkit.rule;

import io.seatrial.testkit.yaml.YamlTokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one rule file:
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

    private final YamlTokens tokens;
    private final List<Rule> rules = new ArrayList<>();
    private @Nullable String subject;
    private RuleDraft defaults = new RuleDraft();

    private RuleReader(YamlTokens tokens) {
        this.tokens = tokens;
    }

    /** Returns the rules of a file, in its order. */
    static List<Rule> read(RuleFile file) {
        return YamlTokens.read(file.name(), file.yaml(), RuleError::new, tokens -> new RuleReader(tokens).readAll());
    }

    private List<Rule> readAll() {
        tokens.mapping("a mapping with subject and rules", key -> {
            switch (key) {
                case "subject" -> subject = tokens.text(key);
                case "defaults" -> tokens.mapping("a mapping", inner -> readKey(defaults, inner, false));
                case "rules" -> readRules();
                default -> throw tokens.at("unknown key '" + key + "', expected subject, defaults or rules");
            }
        });
        if (rules.isEmpty()) {
            throw tokens.at("the file holds no rules");
        }
        return List.copyOf(rules);
    }

    private void readRules() {
        String heading = subject;
        if (heading == null) {
            throw tokens.at("'subject' must come before 'rules'");
        }
        tokens.mappings("a list of rules", "a rule", line -> {
            RuleDraft draft = defaults.copy();
            tokens.keys(key -> readKey(draft, key, true));
            try {
                rules.add(draft.toRule(heading));
            } catch (IllegalArgumentException e) {
                throw tokens.at(line, e.getMessage(), e);
            }
        });
    }

    private void readKey(RuleDraft draft, String key, boolean withId) {
        if (key.equals("id") && !withId) {
            throw tokens.at("an id cannot be a default");
        }
        try {
            readValue(draft, key);
        } catch (IllegalArgumentException e) {
            throw tokens.at(e.getMessage());
        }
    }

    private void readValue(RuleDraft draft, String key) {
        if (key.equals("texts")) {
            tokens.mapping("a mapping from profile to text", profile -> draft.text(profile, tokens.text(profile)));
        } else if (RuleDraft.LISTS.contains(key)) {
            draft.list(key, tokens.texts(key));
        } else if (RuleDraft.TEXTS.contains(key)) {
            draft.text(key, tokens.text(key));
        } else {
            throw tokens.at("unknown key '" + key + "', expected one of " + RuleDraft.keys());
        }
    }
}
