package io.seatrial.testkit.zoo;

import io.seatrial.testkit.report.PrettyJson;
import io.seatrial.testkit.rule.Level;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.rule.RuleCatalog;
import io.seatrial.testkit.zoo.Catch.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which rule found which mutant.
 *
 * @param catches what became of each mutant
 * @param rules the rules of the catalogue
 */
public record KillMatrix(List<Catch> catches, RuleCatalog rules) {

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

    /** Returns whether each mutant that could be tried here was found by its rule, which said what is wrong. */
    public boolean complete() {
        return count(Outcome.KILLED) + count(Outcome.SKIPPED) == catches.size();
    }

    /** Returns why mutants could not be tried here, by the alphabet. */
    public Set<String> skipReasons() {
        return catches.stream().flatMap(one -> skipped(one).stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> skipped(Catch one) {
        return one.outcome() == Outcome.SKIPPED ? one.skipped() : Optional.empty();
    }

    /** Returns the binding rules that found none of these mutants, by id, but for those of which nothing is known here. */
    public Set<String> idleRules() {
        Set<String> idle = idle(IdleRules::isHeld);
        idle.removeAll(untriedRules());
        return idle;
    }

    /** Returns the rules that found no mutant, and are named for one that could not be tried here. */
    public Set<String> untriedRules() {
        Set<String> untried = idle(Rule::testable);
        untried.retainAll(catches.stream()
                .filter(one -> skipped(one).isPresent())
                .map(one -> one.mutant().rule())
                .collect(Collectors.toSet()));
        return untried;
    }

    /** Returns the rules that are not binding and found none of these mutants: nobody owes a reason for them. */
    public Set<String> otherIdleRules() {
        return idle(rule -> rule.level() != Level.MUST && rule.testable());
    }

    private Set<String> idle(Predicate<Rule> which) {
        Set<String> idle =
                rules.all().stream().filter(which).map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
        catches.forEach(one -> idle.removeAll(one.killers().keySet()));
        return idle;
    }

    /**
     * Returns the matrix as JSON text.
     *
     * @param reasons why rules find none
     */
    public String json(IdleRules reasons) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schema", SCHEMA);
        Map<String, Object> summary = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            summary.put(outcome.name(), count(outcome));
        }
        root.put("summary", summary);
        root.put("mutants", catches.stream().map(KillMatrix::row).toList());
        Map<String, String> idle = new LinkedHashMap<>();
        idleRules().forEach(rule -> idle.put(rule, reasons.reason(rule).orElse("")));
        root.put("idleRules", idle);
        root.put("untriedRules", untriedRules());
        root.put("otherIdleRules", otherIdleRules());
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
        row.put("profile", mutant.profile().label());
        row.put("rule", mutant.rule());
        row.put("says", mutant.says());
        row.put("outcome", one.outcome().name());
        skipped(one).ifPresent(reason -> row.put("skipped", reason));
        row.put("told", one.told());
        row.put("killers", one.killers().keySet());
        return row;
    }
}
