package io.seatrial.testkit.junit;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Tries a plane against the rules, each rule on each transport, network and profile as a test of its own:
 *
 * <pre>
 * class MyPlaneConformanceTest extends PlaneConformance {
 *     &#64;Override
 *     protected PlaneUnderTest plane() {
 *         return new MyPlane();
 *     }
 * }
 * </pre>
 *
 * <p>What the plane does not declare, and what is missing on the machine, is aborted with the reason and never green. A case gets a fresh
 * plane, fresh processes and a network of its own, and runs alone as it runs together with others: select with {@code -Dseatrial.rules}.
 *
 * <table>
 * <caption>System properties, each of which goes before the method that it stands beside</caption>
 * <tr><td>{@code seatrial.rules}, {@code .exclude}, {@code .networks}, {@code .profiles}, {@code .transports}</td>
 *     <td>{@link #selection}; lists, separated by commas; the first two of ids with {@code *}</td></tr>
 * <tr><td>{@code seatrial.seed}</td><td>{@link #seed}</td></tr>
 * <tr><td>{@code seatrial.inconclusive}</td><td>{@code abort} (default) or {@code fail}: what a case that the machine left undecided
 *     does</td></tr>
 * <tr><td>{@code seatrial.report}</td><td>a directory for {@code results.json} and the other reports, with the histories</td></tr>
 * </table>
 *
 * <p>Other tests do not run at the same time: threads, descriptors and ports of the whole JVM are counted around each case.
 */
@Isolated("threads, descriptors and ports of the JVM are counted around each case")
@Execution(ExecutionMode.SAME_THREAD)
public abstract class PlaneConformance {

    /** The resource that {@link #knownFailing} names if nobody says otherwise. It need not be there. */
    protected static final String KNOWN_FAILING = "seatrial-known-failing.yaml";

    /** For subclasses. */
    protected PlaneConformance() {}

    /** Makes the plane. It is asked once for what it is, and a fresh one is made for each case. */
    protected abstract PlaneUnderTest plane();

    /**
     * Returns which part of the catalogue is tried: by default every rule, in all profiles and on all transports of the plane, on loopback,
     * and in simulation if the plane declares that it can.
     *
     * @param plane what is tried
     */
    protected Selection selection(PlaneUnderTest plane) {
        NetworkKind[] networks = plane.capabilities().contains(Capability.SIMULATION)
                ? new NetworkKind[] {NetworkKind.LOOPBACK, NetworkKind.SIMULATED}
                : new NetworkKind[] {NetworkKind.LOOPBACK};
        return Selection.DEFAULT
                .in(plane.profiles().toArray(Profile[]::new))
                .on(networks)
                .over(plane.transports().toArray(PlaneMode[]::new));
    }

    /** Returns what decides the order of the cases and all their randomness. */
    protected long seed() {
        return 1;
    }

    /**
     * Returns the name of a resource with the list of failures that are known. Such a case is aborted if it fails as the list says, and
     * fails if it passes or fails in another way; a pattern that matches no case fails, too.
     */
    protected String knownFailing() {
        return KNOWN_FAILING;
    }

    /** Returns the rules and cases: by default those that are on the class path. */
    protected CaseCatalog catalog() {
        return CaseCatalog.load();
    }

    /** Returns the networks: by default those that are on the class path. */
    protected Networks networks() {
        return Networks.load();
    }

    @TestFactory
    @DisplayName("rules")
    final Stream<DynamicNode> rules() {
        return ConformanceTree.of(this);
    }
}
