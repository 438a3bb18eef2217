package io.seatrial.testkit.run;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseMethod;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.rule.Rule;
import java.util.List;

/**
 * One run of a case that is to be made.
 *
 * @param method the case
 * @param rules those of its rules that are selected and hold there
 * @param transport the transport
 * @param network the network
 * @param profile the profile
 */
public record PlannedRun(
        CaseMethod method, List<Rule> rules, PlaneMode transport, NetworkKind network, Profile profile) {

    /** Creates a run; it has at least one rule. */
    public PlannedRun {
        rules = List.copyOf(rules);
    }

    /** Returns a name that is unique in a plan: {@code SharedServerCases.shouldGiveOneServer tcp loopback reference}. */
    public String id() {
        return method.id() + " " + transport + " " + network + " " + profile;
    }

    /** Returns the rule that stands for the run where one name is wanted. */
    public Rule rule() {
        return rules.get(0);
    }

    @Override
    public String toString() {
        return id();
    }
}
