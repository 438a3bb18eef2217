package io.seatrial.testkit.rule;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All rules, in the order of the files that hold them. */
public final class RuleCatalog {

    private final Map<String, Rule> rules;

    private RuleCatalog(Map<String, Rule> rules) {
        this.rules = Collections.unmodifiableMap(rules);
    }

    /**
     * Reads rule files.
     *
     * @throws RuleError naming file and line, for a file that is no YAML, an unknown key, a missing one, a value that cannot be, or
     *     an id that is used twice
     */
    public static RuleCatalog of(List<RuleFile> files) {
        Map<String, Rule> rules = new LinkedHashMap<>();
        Map<String, String> fileOf = new LinkedHashMap<>();
        for (RuleFile file : files) {
            for (Rule rule : RuleReader.read(file)) {
                if (rules.putIfAbsent(rule.id(), rule) != null) {
                    throw new RuleError(
                            file.name() + ": rule " + rule.id() + " is already in " + fileOf.get(rule.id()));
                }
                fileOf.put(rule.id(), file.name());
            }
        }
        return new RuleCatalog(rules);
    }

    /** Returns every rule. */
    public Collection<Rule> all() {
        return rules.values();
    }

    /** Returns the rule with an id, if there is one. */
    public Optional<Rule> find(String id) {
        return Optional.ofNullable(rules.get(id));
    }

    /** Returns the ids that somebody may have meant who wrote one that there is not; none if nothing resembles it. */
    public List<String> nearest(String id) {
        return Spelling.nearest(id, rules.keySet());
    }

    /**
     * Returns the rule with an id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Rule require(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no rule '" + id + "'"));
    }
}
