package io.seatrial.testkit.zoo;

import io.seatrial.testkit.report.PrettyJson;
import io.seatrial.testkit.rule.Level;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.zoo.Catch.Outcome;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which rule found which mutant.
 *
 * @param catches what became of each mutant
 */
public record KillMatrix(List<Catch> catches) {

    /** The name of the format of {@link #json}. */
    public static final String SCHEMA = "seatrial-mutants/1";

    /** Creates a matrix. */
    public KillMatrix {
        catches = List.copyOf(catches);
    }

    /** Returns the number of mutants with an outcome. */
    public long count(Outcome outcome) {
        return catches.stream().filter(one -> one.outcome() == outcome).count();
    }

    /** Returns whether each mutant was found by its rule, which said what is wrong. */
    public boolean complete() {
        return count(Outcome.KILLED) == catches.size();
    }

    /** Returns the binding rules that were tried against every kind of mutant and found none, by id. */
    public Set<String> idleRules() {
        Set<String> idle = catches.stream()
                .flatMap(one -> one.tried().stream())
                .filter(rule -> rule.level() == Level.MUST)
                .map(Rule::id)
                .collect(Collectors.toCollection(TreeSet::new));
        catches.forEach(one -> idle.removeAll(one.killers().keySet()));
        return idle;
    }

    /** Returns the matrix as JSON text. */
    public String json() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schema", SCHEMA);
        Map<String, Object> summary = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            summary.put(outcome.name(), count(outcome));
        }
        root.put("summary", summary);
        root.put("mutants", catches.stream().map(KillMatrix::row).toList());
        root.put("idleRules", new LinkedHashSet<>(idleRules()));
        return PrettyJson.of(root);
    }

    private static Map<String, Object> row(Catch one) {
        Mutant mutant = one.mutant();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("mutant", mutant.id());
        row.put("bug", mutant.bug());
        row.put("source", mutant.source());
        row.put("transport", mutant.transport().name());
        row.put("network", mutant.network().label());
        row.put("rule", mutant.rule());
        row.put("says", mutant.says());
        row.put("outcome", one.outcome().name());
        row.put("told", one.told());
        row.put("killers", one.killers().keySet());
        return row;
    }
}
