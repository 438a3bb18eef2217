package io.seatrial.testkit.run;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.catalog.CaseMethod;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Plans the runs of a selection, over the transports of which the rules speak. */
    public static Plan of(CaseCatalog catalog, Selection selection) {
        return new Plan(runs(catalog, selection, Transports.of(catalog)), List.of());
    }

    /** Returns every run that a catalogue can give, also of what a plane cannot do. */
    static List<PlannedRun> everything(CaseCatalog catalog, PlaneUnderTest plane) {
        Selection all = new Selection(
                List.of("*"), List.of(), EnumSet.allOf(Profile.class), EnumSet.allOf(NetworkKind.class), Set.of());
        return runs(catalog, all, Transports.of(catalog, plane));
    }

    private static List<PlannedRun> runs(CaseCatalog catalog, Selection selection, Transports transports) {
        List<PlannedRun> runs = new ArrayList<>();
        for (CaseMethod method : catalog.cases()) {
            Function<Rule, Set<PlaneMode>> transportsOf = rule -> transports.of(method, rule);
            List<Rule> rules =
                    method.rules().stream().filter(selection::selects).toList();
            for (PlaneMode transport : union(rules, transportsOf)) {
                for (NetworkKind network : union(rules, method::networksOf)) {
                    for (Profile profile : union(rules, method::profilesOf)) {
                        List<Rule> here = rules.stream()
                                .filter(rule -> transportsOf.apply(rule).contains(transport)
                                        && method.networksOf(rule).contains(network)
                                        && method.profilesOf(rule).contains(profile))
                                .toList();
                        if (!here.isEmpty() && selection.selects(transport, network, profile)) {
                            runs.add(new PlannedRun(method, here, transport, network, profile));
                        }
                    }
                }
            }
        }
        return runs;
    }

    /**
     * Plans the runs of a selection that can be made with a plane on some machine. Over a transport of which no rule has heard, rules that
     * speak of all others are tried. What lacks something on this machine is planned, and is skipped with the reason: only what is
     * impossible is left out, so that a strict run can pass.
     */
    public static Plan of(CaseCatalog catalog, Selection selection, PlaneUnderTest plane) {
        List<PlannedRun> all = runs(catalog, selection, Transports.of(catalog, plane));
        Map<PlaneMode, Integer> impossible = new LinkedHashMap<>();
        List<PlannedRun> possible = new ArrayList<>();
        for (PlannedRun run : all) {
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

    /** Returns this plan without the runs of rules that the networks hide. */
    public Plan on(Networks networks) {
        Map<String, Integer> impossible = new LinkedHashMap<>();
        List<PlannedRun> possible = new ArrayList<>();
        for (PlannedRun run : runs) {
            Optional<String> reason = run.rules().stream()
                    .flatMap(rule -> networks.find(run.network()).flatMap(network -> network.impossible(rule)).stream())
                    .findFirst();
            if (reason.isPresent()) {
                impossible.merge(reason.get(), 1, Integer::sum);
            } else {
                possible.add(run);
            }
        }
        List<String> told = new ArrayList<>(leftOut);
        impossible.forEach((reason, cases) -> told.add(cases + " cases are left out: " + reason));
        return new Plan(possible, told);
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
