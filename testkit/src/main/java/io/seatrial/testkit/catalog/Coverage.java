package io.seatrial.testkit.catalog;

import io.seatrial.testkit.rule.Level;
import io.seatrial.testkit.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Finds rules that no case tries, or that no case tries somewhere where they are said to hold. The build fails on them. */
public final class Coverage {

    private Coverage() {}

    /** Returns what is missing, a sentence each; empty if nothing is. */
    public static List<String> gaps(CaseCatalog catalog) {
        List<String> gaps = new ArrayList<>();
        for (Rule rule : catalog.rules().all()) {
            List<CaseMethod> cases = catalog.casesOf(rule);
            if (!cases.isEmpty()) {
                addMissing(gaps, rule, "profile", rule.profiles(), cases, one -> one.profilesOf(rule));
                addMissing(gaps, rule, "network", rule.networks(), cases, one -> one.networksOf(rule));
                addMissing(gaps, rule, "transport", rule.transports(), cases, one -> one.transportsOf(rule));
            } else if (rule.testable() && rule.level() == Level.MUST) {
                gaps.add("rule " + rule + " is a testable MUST and has no case");
            }
        }
        return gaps;
    }

    private static <T> void addMissing(
            List<String> gaps,
            Rule rule,
            String what,
            Set<T> declared,
            List<CaseMethod> cases,
            Function<CaseMethod, Set<T>> coveredBy) {
        Set<T> missing = new LinkedHashSet<>(declared);
        cases.forEach(one -> missing.removeAll(coveredBy.apply(one)));
        missing.forEach(value ->
                gaps.add("rule " + rule + " is declared for " + what + " " + value + ", where no case tries it"));
    }
}
