package io.seatrial.testkit.run;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.catalog.CaseMethod;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The transports over which rules are tried. Rules name those that they were written for. One that names them all speaks of request planes,
 * and so of a third party's as well; one that names all but those behind a broker speaks of planes that listen themselves.
 *
 * @param named those that rules name
 * @param ofPlane those that a plane has
 * @param brokered those of either that need a back end
 */
record Transports(Set<PlaneMode> named, Set<PlaneMode> ofPlane, Set<PlaneMode> brokered) {

    /** Returns those of a catalogue and no plane. */
    static Transports of(CaseCatalog catalog) {
        return new Transports(named(catalog), Set.of(), Set.of());
    }

    /** Returns those of a catalogue and a plane. */
    static Transports of(CaseCatalog catalog, PlaneUnderTest plane) {
        Set<PlaneMode> ofPlane = plane.transports();
        Set<PlaneMode> brokered = new LinkedHashSet<>(Set.of(PlaneMode.NATS));
        ofPlane.stream().filter(mode -> !plane.backends(mode).isEmpty()).forEach(brokered::add);
        return new Transports(named(catalog), ofPlane, brokered);
    }

    private static Set<PlaneMode> named(CaseCatalog catalog) {
        return catalog.rules().all().stream()
                .flatMap(rule -> rule.transports().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the transports over which a case tries a rule. */
    Set<PlaneMode> of(CaseMethod method, Rule rule) {
        Set<PlaneMode> transports = new LinkedHashSet<>(method.transportsOf(rule));
        if (transports.containsAll(named)) {
            transports.addAll(ofPlane);
        } else if (transports.containsAll(listening(named))) {
            transports.addAll(listening(ofPlane));
        }
        return transports;
    }

    private Set<PlaneMode> listening(Set<PlaneMode> modes) {
        Set<PlaneMode> listening = new LinkedHashSet<>(modes);
        listening.removeAll(brokered);
        return listening;
    }
}
