package io.seatrial.scenarios.chaos;

import io.seatrial.chaos.random.ChaosOptions;
import io.seatrial.chaos.random.ChaosReport;
import io.seatrial.chaos.random.ChaosRunner;
import io.seatrial.chaos.random.Engine;
import io.seatrial.chaos.random.report.ChaosReportDirectory;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.scenarios.adapter.AdapterOptions;
import io.seatrial.scenarios.adapter.AdapterPath;
import io.seatrial.scenarios.options.LiveLine;
import io.seatrial.scenarios.options.Numbers;
import io.seatrial.scenarios.options.ReportDirectories;
import io.seatrial.scenarios.options.VerdictOptions;
import io.seatrial.testkit.rule.Labels;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seatrial chaos}. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Draws workers, requests and faults from a seed, carries them out on real sockets through fault proxies, heals, and demands:",
            "  - every instance answers again;",
            "  - every request had exactly one outcome: its answer, an error that says what happened, or a cancel;",
            "  - no item came wrong, twice, or after the end;",
            "  - nothing is left: sockets, threads, timers, buffers, requests in flight.",
            "How long recovery took, and latency before, during and after the faults, are measured and told, and no reason to fail.",
            "A run takes about two seconds. For a failure the story is told, and the command that repeats that run. The plan of a run comes"
                    + " from its seed alone; how threads and packets meet does not, so a failure may need some repetitions.",
            "Progress goes to standard error, the summary to standard output, and a report to a directory."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seatrial chaos --runs 200",
            "  seatrial chaos --runs 50 --seed 7 --transport tcp,http",
            "  seatrial chaos --seed 7 --run 23 --transport http       repeats one run",
            "  seatrial chaos --seed 7 --run 23 --transport http --plan   says what it would do",
            "  seatrial chaos --engine toxiproxy                       faults by a real Toxiproxy server",
            "  seatrial chaos --adapter com.example.MyPlane --adapter-path my-plane.jar"
        })
public final class ChaosCommand implements Callable<Integer> {

    private static final int PASSED = 0;

    @Spec
    private CommandSpec spec;

    @Mixin
    private AdapterOptions adapter;

    @Option(
            names = "--runs",
            converter = Numbers.Positive.class,
            paramLabel = "N",
            defaultValue = "20",
            description = "How many runs to make. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--run",
            converter = Numbers.Positive.class,
            paramLabel = "K",
            description = "Make only the run of this number. Needs the seed and the transport that it had.")
    private @Nullable Integer run;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "What everything is drawn from; the same seed gives the same plans. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--transport",
            paramLabel = "MODE",
            split = ",",
            defaultValue = "tcp,http,nats",
            description =
                    "The request planes, which take turns. Runs on nats need a NATS server, see seatrial doctor. Default: ${DEFAULT-VALUE}.")
    private List<String> transports;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            defaultValue = "embedded",
            description =
                    "Whose proxies carry the faults. embedded: those of this program, with all faults; toxiproxy: those of a real Toxiproxy server, with the faults that it has, see seatrial doctor. Default: ${DEFAULT-VALUE}.")
    private String engine;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "seatrial-chaos-report",
            description =
                    "Where to write report.html and results.json; earlier ones are replaced. Default: ${DEFAULT-VALUE}.")
    private Path report;

    @Option(names = "--plan", description = "Print the plans, and run nothing.")
    private boolean plan;

    @Mixin
    private VerdictOptions verdicts;

    /** Creates the command, for the command line. */
    public ChaosCommand() {}

    @Override
    public Integer call() throws IOException {
        ChaosOptions options = options();
        PrintWriter out = spec.commandLine().getOut();
        if (plan) {
            for (int number : options.numbers()) {
                out.println("run " + number + ": "
                        + String.join("\n  ", options.plan(number).describe()));
            }
            out.flush();
            return PASSED;
        }
        try (AdapterPath classPath = adapter.open()) {
            return made(adapter.find(classPath), options.against(adapter.words()));
        }
    }

    private int made(PlaneUnderTest plane, ChaosOptions options) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        ReportDirectories.require(report, spec);
        verdicts.undecided();
        ChaosReport result = run(plane, options);
        ChaosReportDirectory.write(report, result);
        out.println("report: " + report.resolve(String.join(", ", ChaosReportDirectory.FILES)));
        FigureLines.of(result).forEach(out::println);
        out.println(result.summary().lastLine());
        out.flush();
        return verdicts.exitCode(result.summary());
    }

    private ChaosReport run(PlaneUnderTest plane, ChaosOptions options) {
        ChaosProgress progress =
                new ChaosProgress(LiveLine.of(spec.commandLine().getErr()), options);
        try (ChaosRunner runner = ChaosRunner.open(plane, options, System.getenv())) {
            return runner.run(progress);
        } finally {
            progress.end();
        }
    }

    private ChaosOptions options() {
        List<PlaneMode> modes = new ArrayList<>();
        for (String word : transports) {
            try {
                modes.add(PlaneMode.parse(word));
            } catch (PlaneException.ConfigurationError e) {
                throw new ParameterException(spec.commandLine(), "--transport " + word + ": " + e.getMessage(), e);
            }
        }
        Engine chosen = engine();
        return run == null
                ? ChaosOptions.upTo(runs, seed, modes, chosen)
                : new ChaosOptions(seed, List.of(run), modes, chosen);
    }

    private Engine engine() {
        try {
            return Labels.parse("engine", engine, Engine.values(), Engine::label);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--engine: " + e.getMessage(), e);
        }
    }
}
