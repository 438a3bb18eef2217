package io.seatrial.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatrial.chaos.engine.ChaosEngine;
import io.seatrial.chaos.engine.Link;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.catalog.CaseProvider;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.rule.RuleFile;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.CaseRunner;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.run.Verdict;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a case does to the network, and what becomes of it. */
class TrialFaultsTest {

    private static final String RULES = """
            subject: Faults
            defaults:
              {level: MUST, profiles: [reference], networks: [loopback], transports: [tcp], text: x, why: x, source: x, hint: x}
            rules: [{id: FAULT-01}, {id: FAULT-02}]
            """;

    /** Cases that inject. */
    public static final class FaultCases {

        /** Leaves a fault behind. */
        @Case(rule = "FAULT-01")
        public void shouldLeaveAFault(Trial trial) {
            RawListener listener = trial.listenRaw();
            TrialFaults.of(trial).before(listener.address()).inject(Injection.of(new Down()));
            trial.awaitFailure("a connect", trial.connect(listener.address()), ConnectException.class);
        }

        /** Disturbs one of two ways. */
        @Case(rule = "FAULT-02")
        public void shouldDisturbOneWayAlone(Trial trial) {
            RawListener listener = trial.listenRaw();
            Link other = TrialFaults.of(trial).anotherWayTo(listener.address());
            try (var down = other.inject(Injection.of(new Down()))) {
                assertThat(other.faults()).containsExactly(down);
                trial.awaitFailure(
                        "a connect by the other way", trial.connect(other.address()), ConnectException.class);
                trial.await("a connect", trial.connect(listener.address()));
            }
            assertThat(other.faults()).isEmpty();
            trial.await("a connect by the other way", trial.connect(other.address()));
            trial.mustHappen("both connections", () -> listener.accepted() == 2);
        }
    }

    private static Verdict run(NetworkKind network, String rule) {
        CaseCatalog catalog = CaseCatalog.of(new CaseProvider() {
            @Override
            public List<RuleFile> ruleFiles() {
                return List.of(new RuleFile("faults.yaml", RULES));
            }

            @Override
            public List<Class<?>> caseClasses() {
                return List.of(FaultCases.class);
            }
        });
        Selection selection = Selection.DEFAULT.on(network).over(PlaneMode.TCP).withRules(rule);
        List<CaseResult> results = new CaseRunner(catalog, Networks.load())
                .run(new ReferencePlane(), RunOptions.of(selection, 1), RunListener.NONE)
                .results();
        assertThat(results).hasSize(1);
        return results.get(0).verdict();
    }

    @Test
    void shouldUndoWhatACaseLeavesAndFailTheCase() {
        assertThat(run(NetworkKind.PROXIED, "FAULT-01"))
                .isInstanceOfSatisfying(
                        Verdict.Failed.class,
                        failed -> assertThat(failed.toString())
                                .contains("what the case did to the network", "left the fault 'down' on the proxy at"));
    }

    @Test
    void shouldDisturbOneOfTwoWays() {
        assertThat(run(NetworkKind.PROXIED, "FAULT-02")).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void shouldSkipACaseWhereThereAreNoProxies() {
        assertThat(run(NetworkKind.LOOPBACK, "FAULT-01"))
                .isInstanceOfSatisfying(
                        Verdict.Skipped.class,
                        skipped -> assertThat(skipped.reason()).isEqualTo("the network 'loopback' has no TrialFaults"));
    }

    @Test
    void shouldNameWhatNoProxyStandsBefore() {
        try (ProxiedNetwork network = new ProxiedNetwork(() -> ChaosEngine.embedded(1))) {
            TrialFaults faults = network.facility(TrialFaults.class).orElseThrow();
            assertThatThrownBy(() -> faults.before(new InetSocketAddress("127.0.0.1", 1)))
                    .hasMessageContaining("nobody listens behind a proxy at");
            assertThatThrownBy(() -> faults.before("nats://127.0.0.1:4222"))
                    .hasMessageContaining("no proxy is reached by nats://127.0.0.1:4222");
            String way = network.wayTo("nats://127.0.0.1:4222");
            String another = faults.anotherWayTo(way);
            assertThat(another).isNotEqualTo(way).startsWith("nats://127.0.0.1:");
            assertThat(faults.before(another).address())
                    .isNotEqualTo(faults.before(way).address());
            assertThat(network.facility(String.class)).isEmpty();
        }
    }
}
