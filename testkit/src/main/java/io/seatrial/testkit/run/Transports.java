package io.seatrial.testkit.run;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.catalog.CaseMethod;
import io.seatrial.testkit.rule.Rule;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The transports over which rules are tried. Rules name those that they were written for; one that names them all speaks of request planes,
 * and so of a third party's as well.
 *
 * @param named those that rules name
 * @param ofPlane those that a plane has
 */
record Transports(Set<PlaneMode> named, Set<PlaneMode> ofPlane) {

    static Transports of(CaseCatalog catalog, Set<PlaneMode> ofPlane) {
        Set<PlaneMode> named = new LinkedHashSet<>();
        catalog.rules().all().forEach(rule -> named.addAll(rule.transports()));
        return new Transports(named, ofPlane);
    }

    /** Returns the transports over which a case tries a rule. */
    Set<PlaneMode> of(CaseMethod method, Rule rule) {
        Set<PlaneMode> transports = new LinkedHashSet<>(method.transportsOf(rule));
        if (transports.containsAll(named)) {
            transports.addAll(ofPlane);
        }
        return transports;
    }
}
