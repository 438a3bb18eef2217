package io.seatrial.testkit.run;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.rule.RuleCatalog;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which part of the catalogue to run. What is not selected is not run and is not in the results; what is selected and cannot run is
 * there as skipped.
 *
 * @param rules patterns of rule ids, {@code *} for any text; one must match
 * @param exclude patterns of rule ids; none may match
 * @param profiles the profiles
 * @param networks the networks
 * @param transports the transports; empty for all that the rules speak of
 */
public record Selection(
        List<String> rules,
        List<String> exclude,
        Set<Profile> profiles,
        Set<NetworkKind> networks,
        Set<PlaneMode> transports) {

    /** Everything on the loopback network, in the reference profile. */
    public static final Selection DEFAULT =
            new Selection(List.of("*"), List.of(), Set.of(Profile.REFERENCE), Set.of(NetworkKind.LOOPBACK), Set.of());

    /** Creates a selection. */
    public Selection {
        rules = List.copyOf(rules);
        exclude = List.copyOf(exclude);
        profiles = ordered(profiles);
        networks = ordered(networks);
        transports = ordered(transports);
    }

    private static <T> Set<T> ordered(Set<T> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /** Returns this selection with other patterns of rules. */
    public Selection withRules(String... patterns) {
        return new Selection(List.of(patterns), exclude, profiles, networks, transports);
    }

    /** Returns this selection with other patterns to leave out. */
    public Selection without(String... patterns) {
        return new Selection(rules, List.of(patterns), profiles, networks, transports);
    }

    /** Returns this selection with other profiles. */
    public Selection in(Profile... chosen) {
        return new Selection(rules, exclude, orderedOf(chosen), networks, transports);
    }

    /** Returns this selection with other networks. */
    public Selection on(NetworkKind... chosen) {
        return new Selection(rules, exclude, profiles, orderedOf(chosen), transports);
    }

    /** Returns this selection with other transports. */
    public Selection over(PlaneMode... chosen) {
        return new Selection(rules, exclude, profiles, networks, orderedOf(chosen));
    }

    @SafeVarargs
    private static <T> Set<T> orderedOf(T... values) {
        return new LinkedHashSet<>(List.of(values));
    }

    /** Returns whether a rule is selected. */
    public boolean selects(Rule rule) {
        return Globs.anyMatches(rules, rule.id()) && !Globs.anyMatches(exclude, rule.id());
    }

    /** Returns whether runs are selected that are made so. */
    boolean selects(PlaneMode transport, NetworkKind network, Profile profile) {
        return (transports.isEmpty() || transports.contains(transport))
                && networks.contains(network)
                && profiles.contains(profile);
    }

    /** Returns the patterns that match no rule at all: most likely a slip of the pen. */
    public List<String> unknownPatterns(RuleCatalog catalog) {
        return Stream.concat(rules.stream(), exclude.stream())
                .filter(glob -> catalog.all().stream().noneMatch(rule -> Globs.matches(glob, rule.id())))
                .toList();
    }
}
