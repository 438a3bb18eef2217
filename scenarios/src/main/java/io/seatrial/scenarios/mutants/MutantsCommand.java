package io.seatrial.scenarios.mutants;

import io.seatrial.scenarios.options.ReportDirectories;
import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.run.Globs;
import io.seatrial.testkit.zoo.Catch;
import io.seatrial.testkit.zoo.Catch.Outcome;
import io.seatrial.testkit.zoo.Hunt;
import io.seatrial.testkit.zoo.IdleRules;
import io.seatrial.testkit.zoo.KillMatrix;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Zoo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code seatrial mutants}. */
@Command(
        name = "mutants",
        mixinStandardHelpOptions = true,
        description = {
            "Tries the catalogue: runs it against broken planes, each with one bug, and tells which rule found which.",
            "A mutant counts as killed if the rule named for it fails with a message from which the bug can be told.",
            "One whose rule needs a back end that is not here is skipped, which is told and never counts as killed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  seatrial mutants --own-rule        each mutant against the rule named for it, in seconds",
            "  seatrial mutants                   each mutant against all rules: the whole matrix, in minutes",
            "  seatrial mutants --only 'port-*'   some mutants",
            "  seatrial mutants --list            what there is"
        })
public final class MutantsCommand implements Callable<Integer> {

    private static final String MATRIX = "mutants.json";

    @Spec
    private CommandSpec spec;

    @Option(names = "--only", split = ",", paramLabel = "GLOB", description = "Only mutants with these names.")
    private List<String> only = List.of("*");

    @Option(names = "--own-rule", description = "Run only the rule that is named for each mutant.")
    private boolean ownRule;

    @Option(names = "--strict", description = "Fail if a mutant is skipped.")
    private boolean strict;

    @Option(names = "--list", description = "List the mutants, and run nothing.")
    private boolean list;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            defaultValue = "seatrial-report",
            description = "Where to write " + MATRIX + ". Default: ${DEFAULT-VALUE}.")
    private Path report;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides the order of the cases and their randomness. Default: ${DEFAULT-VALUE}.")
    private long seed;

    private final Backends backends;

    /** Creates the command, for the command line. */
    public MutantsCommand() {
        this(Backends.load());
    }

    /** Creates the command with some back ends. */
    MutantsCommand(Backends backends) {
        this.backends = backends;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Mutant> chosen = chosen();
        if (list) {
            chosen.forEach(mutant ->
                    out.printf("%-28s %-12s %s (%s)%n", mutant.id(), mutant.rule(), mutant.bug(), mutant.source()));
            return 0;
        }
        ReportDirectories.require(report, spec);
        CaseCatalog catalog = CaseCatalog.load();
        IdleRules reasons = IdleRules.load();
        KillMatrix matrix = hunted(chosen, catalog);
        Files.writeString(report.resolve(MATRIX), matrix.json(reasons));
        List<String> faults = isWhole(chosen) ? reasons.faults(matrix.idleRules(), catalog.rules()) : List.of();
        tell(matrix, isWhole(chosen), reasons, out);
        faults.forEach(out::println);
        out.flush();
        boolean good = matrix.complete() && !(strict && matrix.count(Outcome.SKIPPED) > 0);
        return good && faults.isEmpty() ? 0 : 1;
    }

    /** Which rules find nothing can be told only when every rule was tried with every mutant. */
    private boolean isWhole(List<Mutant> chosen) {
        return !ownRule && chosen.size() == Zoo.all().size();
    }

    private List<Mutant> chosen() {
        List<Mutant> chosen = Zoo.all().stream()
                .filter(mutant -> Globs.anyMatches(only, mutant.id()))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "No mutant matches " + String.join(",", only) + ". See: seatrial mutants --list");
        }
        return chosen;
    }

    private KillMatrix hunted(List<Mutant> chosen, CaseCatalog catalog) {
        PrintWriter err = spec.commandLine().getErr();
        Hunt hunt = new Hunt(catalog, new ReferencePlane(), backends, seed);
        List<Catch> catches = new ArrayList<>();
        for (Mutant mutant : chosen) {
            Catch one = ownRule ? hunt.byItsRule(mutant) : hunt.byAllRules(mutant);
            catches.add(one);
            err.printf(
                    Locale.ROOT,
                    "[%d/%d] %-9s %s: %s%n",
                    catches.size(),
                    chosen.size(),
                    one.outcome(),
                    mutant.id(),
                    killers(one));
            err.flush();
        }
        return new KillMatrix(catches, catalog.rules());
    }

    private static String killers(Catch one) {
        if (one.outcome() == Outcome.SKIPPED) {
            return one.mutant().rule() + " could not be run";
        }
        List<String> others = one.killers().keySet().stream()
                .filter(rule -> !rule.equals(one.mutant().rule()))
                .toList();
        String own = one.told().isEmpty()
                ? "not by " + one.mutant().rule()
                : one.mutant().rule();
        return others.isEmpty() ? own : own + " and " + others.size() + " more";
    }

    private void tell(KillMatrix matrix, boolean whole, IdleRules reasons, PrintWriter out) {
        matrix.catches().stream()
                .filter(one -> one.outcome() != Outcome.KILLED && one.outcome() != Outcome.SKIPPED)
                .forEach(one -> out.println(told(one)));
        matrix.skipReasons().forEach(reason -> out.println("skipped: " + reason));
        if (whole) {
            out.println("MUST rules that find no mutant:");
            matrix.idleRules()
                    .forEach(rule -> out.println(
                            "  " + rule + ": " + reasons.reason(rule).orElse("no reason is given")));
            out.println("SHOULD and MAY rules that find no mutant, for which no reason is needed: "
                    + String.join(", ", matrix.otherIdleRules()));
            if (!matrix.untriedRules().isEmpty()) {
                out.println("rules whose mutants were skipped: " + String.join(", ", matrix.untriedRules()));
            }
        }
        out.println("report: " + report.resolve(MATRIX));
        out.println(matrix.count(Outcome.KILLED) + " killed, " + matrix.count(Outcome.UNTOLD) + " untold, "
                + matrix.count(Outcome.BY_OTHERS) + " by others only, " + matrix.count(Outcome.SURVIVED)
                + " survived, " + matrix.count(Outcome.SKIPPED) + " skipped");
    }

    private static String told(Catch one) {
        Mutant mutant = one.mutant();
        return one.outcome() + " " + mutant.id() + "\n  bug:  " + mutant.bug() + "\n  rule: " + mutant.rule()
                + ", which is to say \"" + mutant.says() + "\"\n  said: "
                + (one.told().isEmpty() ? "nothing" : String.join("\n        ", one.told()));
    }
}
