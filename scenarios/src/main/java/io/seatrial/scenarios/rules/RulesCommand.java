package io.seatrial.scenarios.rules;

import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.pages.RulePages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seatrial rules}. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Writes a page for each rule, and an index by subject. The build fails while a page is stale.",
        footerHeading = "%nExample:%n",
        footer = "  seatrial rules --write docs/rules")
public final class RulesCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--write",
            paramLabel = "DIR",
            required = true,
            description = "Where to write them. Pages of rules that there are no more are taken away.")
    private Path directory;

    /** Creates the command, for the command line. */
    public RulesCommand() {}

    @Override
    public Integer call() throws IOException {
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new ParameterException(
                    spec.commandLine(), "--write " + directory + " is not a directory. Name another one");
        }
        RulePages pages = RulePages.of(CaseCatalog.load());
        pages.write(directory);
        PrintWriter out = spec.commandLine().getOut();
        out.println(pages.size() + " pages in " + directory);
        out.flush();
        return 0;
    }
}
