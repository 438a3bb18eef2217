package io.seatrial.scenarios.check;

import io.seatrial.testkit.check.Judgement;
import io.seatrial.testkit.check.StoredResults;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code seatrial check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Judges the histories of a run once more, from its report alone.",
            "A history must be the one that was stored, and show no broken promise: every request ends once, nothing is delivered after unregister or close returned, what was in flight was drained, published ports were bound."
        },
        footerHeading = "%nExample:%n",
        footer = "  seatrial check seatrial-report/results.json")
public final class CheckCommand implements Callable<Integer> {

    private static final String KNOWN = "KNOWN_FAILING";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "results.json", description = "The file; the histories lie beside it.")
    private Path results;

    /** Creates the command, for the command line. */
    public CheckCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        StoredResults stored = judged();
        int failed = 0;
        for (Judgement judgement : stored.judgements()) {
            boolean known = judgement.verdict().equals(KNOWN);
            failed += judgement.holds() || known ? 0 : 1;
            for (String problem : judgement.problems()) {
                out.println((known ? KNOWN : "FAILED") + " " + judgement.run() + ": " + problem);
            }
        }
        out.println((stored.judgements().size() - failed) + " passed, " + failed + " failed, " + stored.withoutHistory()
                + " skipped");
        out.flush();
        return failed > 0 ? 1 : 0;
    }

    private StoredResults judged() throws IOException {
        if (!Files.isRegularFile(results) || !Files.isReadable(results)) {
            throw new ParameterException(
                    spec.commandLine(), "There is no file " + results + ". conform writes one: see its --report");
        }
        try {
            return StoredResults.judge(results);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
