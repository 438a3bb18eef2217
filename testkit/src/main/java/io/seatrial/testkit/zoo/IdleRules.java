package io.seatrial.testkit.zoo;

import io.seatrial.testkit.rule.Level;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.rule.RuleCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The binding rules that find no mutant, each with the reason. A line names rules, then a colon and the reason. */
public final class IdleRules {

    /** Where the reasons stand. */
    public static final String FILE = "zoo/idle-rules.txt";

    private final Map<String, String> reasons;

    private IdleRules(Map<String, String> reasons) {
        this.reasons = reasons;
    }

    /** Reads the reasons that come with the catalogue: each module that adds rules has a file of its own. */
    public static IdleRules load() {
        List<String> lines = new ArrayList<>();
        try {
            for (URL file : Collections.list(IdleRules.class.getClassLoader().getResources(FILE))) {
                try (InputStream in = file.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .forEach(lines::add);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(lines);
    }

    /**
     * Reads lines of reasons; those that begin with {@code #} are passed over.
     *
     * @throws IllegalArgumentException for a line without a reason, or a rule with two
     */
    public static IdleRules of(List<String> lines) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : lines) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 0 || line.substring(colon + 1).isBlank()) {
                throw new IllegalArgumentException(
                        FILE + ": expected rules, a colon and a reason, but got '" + line + "'");
            }
            for (String rule : line.substring(0, colon).trim().split(" +", -1)) {
                if (reasons.put(rule, line.substring(colon + 1).trim()) != null) {
                    throw new IllegalArgumentException(FILE + ": rule " + rule + " has two reasons");
                }
            }
        }
        return new IdleRules(reasons);
    }

    /** Returns whether a rule must find a mutant, or have a reason why not. */
    public static boolean isHeld(Rule rule) {
        return rule.level() == Level.MUST && rule.testable();
    }

    /** Returns the reason why a rule finds no mutant. */
    public Optional<String> reason(String rule) {
        return Optional.ofNullable(reasons.get(rule));
    }

    /** Returns the rules that have a reason. */
    public Set<String> rules() {
        return reasons.keySet();
    }

    /**
     * Compares the reasons with what a whole hunt has shown.
     *
     * @param idle the binding rules that found no mutant
     * @param catalog all rules
     * @return what is wrong, a sentence each; empty if nothing is
     */
    public List<String> faults(Set<String> idle, RuleCatalog catalog) {
        List<String> faults = new ArrayList<>();
        for (String rule : idle) {
            if (!reasons.containsKey(rule)) {
                faults.add("rule " + rule
                        + " is a MUST and finds no mutant: add a mutant that it finds, or a reason to " + FILE);
            }
        }
        for (String rule : reasons.keySet()) {
            if (catalog.find(rule).filter(IdleRules::isHeld).isEmpty()) {
                faults.add(FILE + " has a reason for " + rule + ", which is no MUST rule that a case can try");
            } else if (!idle.contains(rule)) {
                faults.add("rule " + rule + " finds a mutant: take it out of " + FILE);
            }
        }
        return faults;
    }
}
