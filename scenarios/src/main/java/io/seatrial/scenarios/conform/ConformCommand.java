package io.seatrial.scenarios.conform;

import io.seatrial.scenarios.adapter.AdapterOptions;
import io.seatrial.scenarios.adapter.AdapterPath;
import io.seatrial.scenarios.options.LiveLine;
import io.seatrial.scenarios.options.Numbers;
import io.seatrial.scenarios.options.ReportDirectories;
import io.seatrial.scenarios.options.VerdictOptions;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.report.ReportDirectory;
import io.seatrial.testkit.report.TextSummary;
import io.seatrial.testkit.run.CaseRunner;
import io.seatrial.testkit.run.GuardedPlane;
import io.seatrial.testkit.run.KnownFailure;
import io.seatrial.testkit.run.Plan;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.time.Budget;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seatrial conform}. */
@Command(
        name = "conform",
        mixinStandardHelpOptions = true,
        description = {
            "Tries a request plane, by default the reference implementation, against the catalogue of rules.",
            "Progress goes to standard error, the summary to standard output, and a report to a directory."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seatrial conform",
            "  seatrial conform --rules 'SHARED-*,PORT-*' --network simulated",
            "  seatrial conform --profile reference,dynamo-1.0 --strict",
            "  seatrial conform --adapter com.example.MyPlane --adapter-path my-plane.jar",
            "  seatrial conform --network proxied --engine toxiproxy",
            "  seatrial conform --list"
        })
public final class ConformCommand implements Callable<Integer> {

    private static final int PASSED = 0;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AdapterOptions adapter;

    @Mixin
    private SelectionOptions what;

    @Option(names = "--list", description = "List the rules that are selected, and run nothing.")
    private boolean list;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "seatrial-report",
            description =
                    "Where to write report.html, results.json, junit.xml, results.tap, summary.txt and the histories; earlier ones are replaced. Default: ${DEFAULT-VALUE}.")
    private Path report;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Decides the order of the cases and all their randomness; the same seed gives the same run. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--case-timeout",
            converter = Numbers.Positive.class,
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "How long a case may take until it is given up; longer on a machine that is measured to be slow. Default: ${DEFAULT-VALUE}.")
    private int caseTimeout;

    @Mixin
    private EngineOptions engine;

    @Mixin
    private VerdictOptions verdicts;

    @Mixin
    private KnownFailingOptions knownFailing;

    /** Creates the command, for the command line. */
    public ConformCommand() {}

    @Override
    public Integer call() throws IOException {
        try (AdapterPath classPath = adapter.open()) {
            return call(GuardedPlane.of(adapter.find(classPath)));
        }
    }

    private int call(PlaneUnderTest plane) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        CaseCatalog catalog = CaseCatalog.load();
        Selection selection = what.selection(catalog, plane.transports());
        if (list) {
            RuleList.print(catalog, selection, out);
            return PASSED;
        }
        refuseNothing(Plan.of(catalog, selection, plane));
        ReportDirectories.require(report, spec);
        verdicts.undecided();
        engine.check();
        List<KnownFailure> known = knownFailing.read(catalog, plane);
        Progress progress = new Progress(LiveLine.of(spec.commandLine().getErr()));
        RunResult result = run(catalog, plane, options(selection, known), progress);
        progress.end();
        ReportDirectory.write(report, result);
        RunHash.of(result).ifPresent(hash -> out.println("history of the simulated cases: " + hash));
        out.println("report: " + report.resolve(String.join(", ", ReportDirectory.FILES)));
        if (knownFailing.updates()) {
            knownFailing.write(known, result, out);
        }
        out.print(TextSummary.of(result));
        out.flush();
        return knownFailing.updates() ? PASSED : verdicts.exitCode(result.summary());
    }

    private RunResult run(CaseCatalog catalog, PlaneUnderTest plane, RunOptions options, Progress progress) {
        try (EngineOptions.InUse inUse = engine.open(spec.commandLine().getErr())) {
            return new CaseRunner(catalog, inUse.networks()).run(plane, options, progress);
        }
    }

    private RunOptions options(Selection selection, List<KnownFailure> known) {
        Budget budget = new Budget(
                Budget.DEFAULT.ceiling(),
                Duration.ofSeconds(caseTimeout),
                Budget.DEFAULT.quiescence(),
                Budget.DEFAULT.calibration());
        return new RunOptions(selection, seed, budget, true, known);
    }

    private void refuseNothing(Plan plan) {
        if (plan.runs().isEmpty()) {
            String reason = plan.leftOut().isEmpty()
                    ? "no selected rule speaks of these transports, networks and profiles. See: seatrial list"
                    : String.join("; ", plan.leftOut());
            throw new ParameterException(spec.commandLine(), "Nothing to run: " + reason);
        }
    }
}
