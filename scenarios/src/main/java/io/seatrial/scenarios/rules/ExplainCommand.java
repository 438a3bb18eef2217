package io.seatrial.scenarios.rules;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.pages.RulePage;
import io.seatrial.testkit.rule.Rule;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seatrial explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description =
                "Tells all about a rule: what it says, where it holds, why it matters, what to check, which cases try it.",
        footerHeading = "%nExample:%n",
        footer = "  seatrial explain SHARED-03")
public final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RULE", arity = "1..*", description = "Ids of rules. See: seatrial list")
    private List<String> ids;

    /** Creates the command, for the command line. */
    public ExplainCommand() {}

    @Override
    public Integer call() {
        CaseCatalog catalog = CaseCatalog.load();
        List<Rule> rules = ids.stream().map(id -> rule(catalog, id)).toList();
        PrintWriter out = spec.commandLine().getOut();
        out.print(String.join(
                "\n", rules.stream().map(rule -> RulePage.text(rule, catalog)).toList()));
        out.flush();
        return 0;
    }

    private Rule rule(CaseCatalog catalog, String id) {
        String upper = id.toUpperCase(Locale.ROOT);
        return catalog.rules().find(upper).orElseThrow(() -> {
            List<String> nearest = catalog.rules().nearest(upper);
            String hint = nearest.isEmpty() ? "See: seatrial list" : "Did you mean " + String.join(", ", nearest) + "?";
            return new ParameterException(spec.commandLine(), "There is no rule '" + id + "'. " + hint);
        });
    }
}
