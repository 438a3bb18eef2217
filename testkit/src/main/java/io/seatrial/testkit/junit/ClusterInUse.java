package io.seatrial.testkit.junit;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.backend.BackendPool;
import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.backend.Resolution;
import io.seatrial.testkit.cluster.Cluster;
import io.seatrial.testkit.cluster.ClusterSetup;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.ledger.JvmAccounts;
import io.seatrial.testkit.ledger.Ledger;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.network.Network;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.NetworkProvider;
import io.seatrial.testkit.time.Budget;
import io.seatrial.testkit.time.Waits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/** The cluster of one test, with what was open in the JVM before it. */
final class ClusterInUse {

    private final Cluster cluster;
    private final BackendPool backends;
    private final Ledger ledger;
    private final Budget budget;

    private ClusterInUse(Cluster cluster, BackendPool backends, Ledger ledger, Budget budget) {
        this.cluster = cluster;
        this.backends = backends;
        this.ledger = ledger;
        this.budget = budget;
    }

    static ClusterInUse open(WorkerTest wanted, JvmPreparation prepared) {
        PlaneMode transport = new PlaneMode(wanted.transport());
        NetworkProvider provider = prepared.network(NetworkKind.parse(wanted.network()));
        BackendPool backends = Backends.load().pool();
        try {
            int processes = wanted.processes() == 0 ? wanted.workers() : wanted.processes();
            Map<String, String> variables = variables(wanted, transport, backends);
            ClusterSetup setup = new ClusterSetup(
                    wanted.workers(), processes, transport, Profile.parse(wanted.profile()), variables);
            Ledger ledger = Ledger.open(JvmAccounts.all());
            Cluster cluster = open(setup, provider.open(wanted.seed()), prepared.budget());
            return new ClusterInUse(cluster, backends, ledger, prepared.budget());
        } catch (RuntimeException refused) {
            backends.close();
            throw refused;
        }
    }

    private static Cluster open(ClusterSetup setup, Network network, Budget budget) {
        try {
            Budget own = network.deterministic() ? budget.with(Calibration.NONE) : budget;
            return Cluster.open(setup, new Waits(network, own));
        } catch (RuntimeException refused) {
            network.close();
            throw refused;
        }
    }

    private static Map<String, String> variables(WorkerTest wanted, PlaneMode transport, BackendPool backends) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (transport.equals(PlaneMode.NATS)) {
            Resolution<?> server = backends.shared("nats");
            variables.put(
                    "NATS_SERVER",
                    server.found()
                            .map(backend -> backend.info().url())
                            .orElseThrow(() ->
                                    new TestAbortedException(server.obstacle().orElse("there is no NATS server"))));
        }
        for (String variable : wanted.variables()) {
            int equals = variable.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("'" + variable + "' is no variable: expected NAME=value");
            }
            variables.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return variables;
    }

    Cluster cluster() {
        return cluster;
    }

    /** Closes the cluster and returns what was wrong or stayed, a sentence each. */
    List<String> close() {
        List<String> findings = new ArrayList<>();
        cluster.close().stream().map(CaseFailure::getMessage).forEach(findings::add);
        ledger.leftoversAfter(budget.stretched(budget.quiescence()))
                .forEach(leftover -> findings.add("left " + leftover + " in the JVM"));
        backends.close();
        return findings;
    }
}
