package io.seatrial.scenarios.conform;

import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.Selection;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The rules as a list for people: one line each, under their subjects. */
final class RuleList {

    private RuleList() {}

    static void print(CaseCatalog catalog, Selection selection, PrintWriter out) {
        List<Rule> rules = catalog.rules().all().stream()
                .filter(selection::selects)
                .filter(rule -> !Collections.disjoint(rule.profiles(), selection.profiles()))
                .filter(rule -> !Collections.disjoint(rule.networks(), selection.networks()))
                .filter(rule -> selection.transports().isEmpty()
                        || !Collections.disjoint(rule.transports(), selection.transports()))
                .toList();
        String subject = "";
        for (Rule rule : rules) {
            if (!rule.subject().equals(subject)) {
                subject = rule.subject();
                out.printf("%n%s%n", subject);
            }
            Profile profile = selection.profiles().stream()
                    .filter(rule.profiles()::contains)
                    .findFirst()
                    .orElseThrow();
            out.printf(
                    "  %-12s %-6s %s%n  %-12s %-6s (%s; %s; %s)%n",
                    rule.id(),
                    rule.level(),
                    rule.texts().get(profile),
                    "",
                    "",
                    joined(rule.transports()),
                    joined(rule.networks()),
                    joined(rule.profiles()));
        }
        out.printf("%n%d rules%n", rules.size());
        out.flush();
    }

    private static String joined(Iterable<?> values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
