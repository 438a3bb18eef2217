package io.seatrial.testkit.run;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.catalog.CaseMethod;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * The runs of a selection.
 *
 * @param runs in the order of the catalogue
 * @param leftOut what no machine can run, and why; a sentence each
 */
public record Plan(List<PlannedRun> runs, List<String> leftOut) {

    /** Creates a plan. */
    public Plan {
        runs = List.copyOf(runs);
        leftOut = List.copyOf(leftOut);
    }

    /** Plans the runs of a selection. */
    public static Plan of(CaseCatalog catalog, Selection selection) {
        List<PlannedRun> runs = new ArrayList<>();
        for (CaseMethod method : catalog.cases()) {
            List<Rule> rules =
                    method.rules().stream().filter(selection::selects).toList();
            for (PlaneMode transport : union(rules, method::transportsOf)) {
                for (NetworkKind network : union(rules, method::networksOf)) {
                    for (Profile profile : union(rules, method::profilesOf)) {
                        addIfSelected(runs, selection, method, rules, transport, network, profile);
                    }
                }
            }
        }
        return new Plan(runs, List.of());
    }

    /**
     * Plans the runs of a selection that can be made with a plane on some machine. What lacks something on this machine is planned, and is
     * skipped with the reason: only what is impossible is left out, so that a strict run can pass.
     */
    public static Plan of(CaseCatalog catalog, Selection selection, PlaneUnderTest plane) {
        Plan all = of(catalog, selection);
        Map<PlaneMode, Integer> impossible = new LinkedHashMap<>();
        List<PlannedRun> possible = new ArrayList<>();
        for (PlannedRun run : all.runs()) {
            if (Obstacles.outsideVirtualTime(run, plane).isPresent()) {
                impossible.merge(run.transport(), 1, Integer::sum);
            } else {
                possible.add(run);
            }
        }
        List<String> leftOut = new ArrayList<>();
        impossible.forEach((transport, cases) ->
                leftOut.add(cases + " cases are left out: " + Obstacles.outsideVirtualTime(transport, plane)));
        return new Plan(possible, leftOut);
    }

    private static void addIfSelected(
            List<PlannedRun> runs,
            Selection selection,
            CaseMethod method,
            List<Rule> rules,
            PlaneMode transport,
            NetworkKind network,
            Profile profile) {
        boolean selected =
                (selection.transports().isEmpty() || selection.transports().contains(transport))
                        && selection.networks().contains(network)
                        && selection.profiles().contains(profile);
        List<Rule> here = rules.stream()
                .filter(rule -> method.transportsOf(rule).contains(transport)
                        && method.networksOf(rule).contains(network)
                        && method.profilesOf(rule).contains(profile))
                .toList();
        if (selected && !here.isEmpty()) {
            runs.add(new PlannedRun(method, here, transport, network, profile));
        }
    }

    private static <T> Set<T> union(List<Rule> rules, Function<Rule, Set<T>> values) {
        Set<T> all = new LinkedHashSet<>();
        rules.forEach(rule -> all.addAll(values.apply(rule)));
        return all;
    }

    /** Returns the runs in an order that a seed gives, so that no case comes to rely on the one before it. */
    public List<PlannedRun> shuffled(long seed) {
        List<PlannedRun> order = new ArrayList<>(runs);
        Collections.shuffle(order, new Random(seed));
        return order;
    }
}
