package io.seatrial.scenarios.conform;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.reference.ReferencePlane;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code seatrial list}: the same as {@code seatrial conform --list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the rules, one line each, under their subjects.",
        footerHeading = "%nExample:%n",
        footer = "  seatrial list --rules 'SHARED-*' --profile dynamo-1.0")
public final class ListCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private SelectionOptions what;

    /** Creates the command, for the command line. */
    public ListCommand() {}

    @Override
    public Integer call() {
        CaseCatalog catalog = CaseCatalog.load();
        RuleList.print(
                catalog,
                what.selection(catalog, new ReferencePlane().transports()),
                spec.commandLine().getOut());
        return 0;
    }
}
