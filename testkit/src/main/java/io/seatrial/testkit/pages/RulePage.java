package io.seatrial.testkit.pages;

import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.catalog.CaseMethod;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.zoo.IdleRules;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Zoo;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** All that the catalogue says of one rule, for a page or for a terminal. */
public final class RulePage {

    private final Rule rule;
    private final List<CaseMethod> cases;
    private final Function<String, String> written;
    private final StringBuilder text = new StringBuilder();

    private RulePage(Rule rule, List<CaseMethod> cases, Function<String, String> written) {
        this.rule = rule;
        this.cases = cases;
        this.written = written;
    }

    /** Returns the page as plain text. */
    public static String text(Rule rule, CaseCatalog catalog) {
        return new RulePage(rule, catalog.casesOf(rule), plain -> plain).write("");
    }

    /** Returns the page as Markdown. */
    static String markdown(Rule rule, CaseCatalog catalog) {
        return new RulePage(rule, catalog.casesOf(rule), Markdown::escaped).write(RulePages.HEAD);
    }

    private String write(String head) {
        text.append(head).append("# ").append(rule.id()).append('\n');
        List<String> texts = rule.distinctTexts();
        if (texts.size() == 1) {
            paragraph(texts.get(0));
        } else {
            text.append('\n');
            for (Profile profile : rule.profiles()) {
                item(profile.label(), rule.text(profile));
            }
        }
        text.append('\n');
        item("level", rule.level().name());
        item("subject", rule.subject());
        item("profiles", joined(rule.profiles()));
        item("networks", joined(rule.networks()));
        item("transports", joined(rule.transports()));
        if (!rule.needs().isEmpty()) {
            item("needs", joined(rule.needs()));
        }
        item("source", rule.source());
        heading("Why it matters");
        paragraph(rule.why());
        heading("If it fails, check");
        paragraph(rule.hint());
        heading("Cases");
        writeCases();
        writeMutants();
        return text.toString();
    }

    private void writeCases() {
        rule.untestable().ifPresent(reason -> paragraph("None can be written: " + reason));
        if (cases.isEmpty()) {
            if (rule.testable()) {
                paragraph("None yet.");
            }
            return;
        }
        text.append('\n');
        cases.forEach(one -> text.append("* `")
                .append(one.id())
                .append("`: ")
                .append(written.apply(one.title()))
                .append('\n'));
        text.append("\n```\n./seatrial conform --rules ").append(rule.id()).append("\n```\n");
    }

    /** The build holds that each of these is found by this rule. */
    private void writeMutants() {
        List<Mutant> mutants = Zoo.foundBy(rule.id());
        if (mutants.isEmpty()) {
            IdleRules.load().reason(rule.id()).ifPresent(reason -> {
                heading("Mutants that it finds");
                paragraph("None: " + reason);
            });
            return;
        }
        heading("Mutants that it finds");
        text.append('\n');
        mutants.forEach(mutant -> text.append("* `")
                .append(mutant.id())
                .append("`: ")
                .append(written.apply(mutant.bug() + " Seen: " + mutant.source()))
                .append('\n'));
    }

    private void heading(String heading) {
        text.append("\n## ").append(heading).append('\n');
    }

    private void paragraph(String paragraph) {
        text.append('\n').append(written.apply(paragraph)).append('\n');
    }

    private void item(String name, String value) {
        text.append("* ").append(name).append(": ").append(written.apply(value)).append('\n');
    }

    private static String joined(Iterable<?> values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
    }
}
