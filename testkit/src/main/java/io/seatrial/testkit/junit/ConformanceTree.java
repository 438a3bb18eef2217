package io.seatrial.testkit.junit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.report.ReportDirectory;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.Baseline;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.GuardedPlane;
import io.seatrial.testkit.run.KnownFailure;
import io.seatrial.testkit.run.Plan;
import io.seatrial.testkit.run.PlannedRun;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.RunSession;
import io.seatrial.testkit.run.Selection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The runs of a plan as tests, a container for each subject, in an order that the seed gives. A case runs when JUnit asks for its test, and
 * once only, even if it tries two rules and so is two tests.
 */
final class ConformanceTree {

    private final Plan plan;
    private final RunSession session;
    private final Telling telling;
    private final Properties properties;
    private final Map<PlannedRun, CaseResult> results = new LinkedHashMap<>();
    private final Map<String, List<DynamicNode>> subjects = new LinkedHashMap<>();

    private ConformanceTree(Plan plan, RunSession session, Telling telling, Properties properties) {
        this.plan = plan;
        this.session = session;
        this.telling = telling;
        this.properties = properties;
    }

    /** Returns the tests of a class. Closing the stream, which JUnit does, ends the run and writes the reports. */
    static Stream<DynamicNode> of(PlaneConformance test) {
        Properties properties = new Properties(System::getProperty);
        CaseCatalog catalog = test.catalog();
        GuardedPlane plane = GuardedPlane.of(test.plane(), test::plane);
        Selection selection = properties.over(test.selection(plane));
        List<String> unknown = selection.unknownPatterns(catalog.rules());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("No rule matches " + String.join(", ", unknown));
        }
        long seed = properties.seed(test.seed());
        List<KnownFailure> known = KnownFailing.read(test.getClass(), test.knownFailing());
        RunOptions options = RunOptions.of(selection, seed).knowing(known);
        Telling telling = new Telling(test.getClass(), seed, properties.inconclusiveFails());
        Networks networks = test.networks();
        Plan plan = Plan.of(catalog, selection, plane).on(networks);
        List<KnownFailure> unmatched = Baseline.unmatched(known, catalog, plane);
        // Last, because what fails before it has nothing to close.
        RunSession session = RunSession.open(plane, networks, Backends.load(), options);
        ConformanceTree tree = new ConformanceTree(plan, session, telling, properties);
        tree.grow(catalog, selection, seed);
        tree.judgeList(unmatched);
        return tree.nodes().onClose(tree::end);
    }

    private void grow(CaseCatalog catalog, Selection selection, long seed) {
        for (PlannedRun run : plan.shuffled(seed)) {
            for (Rule rule : run.rules()) {
                add(rule.subject(), dynamicTest(name(rule, run), () -> telling.of(rule, resultOf(run))));
            }
        }
        if (plan.runs().isEmpty()) {
            add("Nothing", dynamicTest("nothing to try", () -> {
                throw new AssertionFailedError(
                        "No selected rule speaks of these transports, networks and profiles: " + selection);
            }));
        }
        for (Rule rule : catalog.rules().all()) {
            rule.untestable()
                    .filter(reason -> selection.selects(rule))
                    .ifPresent(reason -> abort(
                            rule.subject(),
                            rule.id() + ": " + String.join(" / ", rule.distinctTexts()),
                            "untestable: " + reason));
        }
        plan.leftOut().forEach(reason -> abort("Left out", reason, reason));
    }

    private void judgeList(List<KnownFailure> unmatched) {
        unmatched.forEach(entry -> add("Known failures", dynamicTest("'" + entry.pattern() + "' matches a case", () -> {
            throw new AssertionFailedError("No case matches '" + entry.pattern() + "' (" + entry.ticket()
                    + "): take it off the list of known failures");
        })));
    }

    private static String name(Rule rule, PlannedRun run) {
        return rule.id() + " " + run.transport() + " " + run.network() + " " + run.profile() + ": "
                + rule.text(run.profile()) + " (" + run.method().id() + ")";
    }

    private void abort(String subject, String name, String reason) {
        add(subject, dynamicTest(name, () -> {
            throw new TestAbortedException(reason);
        }));
    }

    private void add(String subject, DynamicNode node) {
        subjects.computeIfAbsent(subject, heading -> new ArrayList<>()).add(node);
    }

    private Stream<DynamicNode> nodes() {
        return subjects.entrySet().stream().map(entry -> dynamicContainer(entry.getKey(), entry.getValue()));
    }

    private CaseResult resultOf(PlannedRun run) {
        return results.computeIfAbsent(run, missing -> session.run(missing, RunListener.NONE));
    }

    private void end() {
        try {
            properties.report().ifPresent(directory -> {
                List<CaseResult> ordered = plan.runs().stream()
                        .map(results::get)
                        .filter(Objects::nonNull)
                        .toList();
                try {
                    ReportDirectory.write(directory, session.result(ordered));
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot write reports to " + directory, e);
                }
            });
        } finally {
            session.close();
        }
    }
}
