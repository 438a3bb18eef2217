package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.forged.ForgedPlane;
import io.seatrial.testkit.network.Network;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.NetworkProvider;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void shouldPlanOnlyWhatIsSelected() {
        Selection none = Selection.DEFAULT.on(NetworkKind.SIMULATED);

        assertThat(Plan.of(ForgedCatalog.ofForgedCases(), none).runs()).isEmpty();
        assertThat(Plan.of(ForgedCatalog.ofForgedCases(), Selection.DEFAULT.in(Profile.DYNAMO_1_0))
                        .runs())
                .isEmpty();
        assertThat(Plan.of(ForgedCatalog.ofForgedCases(), Selection.DEFAULT.over(PlaneMode.NATS))
                        .runs())
                .isEmpty();
        assertThat(Plan.of(ForgedCatalog.ofForgedCases(), Selection.DEFAULT.without("FORGED-*"))
                        .runs())
                .isEmpty();
        assertThat(Plan.of(ForgedCatalog.ofForgedCases(), Selection.DEFAULT).runs())
                .hasSize(14);
    }

    @Test
    void shouldShuffleByTheSeed() {
        Plan plan = Plan.of(ForgedCatalog.ofForgedCases(), Selection.DEFAULT);

        assertThat(plan.shuffled(1)).isEqualTo(plan.shuffled(1)).isNotEqualTo(plan.shuffled(2));
    }

    @Test
    void shouldTellPatternsThatMatchNoRule() {
        Selection selection =
                Selection.DEFAULT.withRules("FORGED-0?", "SHARD-*").without("FORGED-99");

        assertThat(selection.unknownPatterns(ForgedCatalog.ofForgedCases().rules()))
                .containsExactly("SHARD-*", "FORGED-99");
    }

    @Test
    void shouldTryRulesThatSpeakOfAllTransportsOverOneThatNoneHasHeardOf() {
        String yaml = """
                subject: Forged
                defaults: {level: MUST, profiles: [reference], networks: [loopback], why: x, source: x, hint: x, text: x}
                rules:
                  - {id: FORGED-01, transports: [tcp, http]}
                  - {id: FORGED-02, transports: [tcp]}
                """;
        CaseCatalog catalog = ForgedCatalog.of(yaml, TwoCases.class);
        PlaneUnderTest plane = ForgedPlane.idle().over(new PlaneMode("grpc"));

        assertThat(Plan.of(catalog, Selection.DEFAULT.over(new PlaneMode("grpc")), plane)
                        .runs())
                .extracting(PlannedRun::id)
                .containsExactly("TwoCases.shouldBeGeneral grpc loopback reference");
        assertThat(Plan.of(catalog, Selection.DEFAULT).runs()).hasSize(3);
    }

    @Test
    void shouldTryRulesOfAllThatListenOverATransportThatNeedsNoBroker() {
        String yaml = """
                subject: Forged
                defaults: {level: MUST, profiles: [reference], networks: [loopback], why: x, source: x, hint: x, text: x}
                rules:
                  - {id: FORGED-01, transports: [tcp, http]}
                  - {id: FORGED-02, transports: [tcp, http, nats]}
                """;
        CaseCatalog catalog = ForgedCatalog.of(yaml, TwoCases.class);
        Selection all = Selection.DEFAULT.over(new PlaneMode("grpc"), new PlaneMode("amqp"));
        PlaneUnderTest listening = ForgedPlane.idle().over(new PlaneMode("grpc"));
        PlaneUnderTest brokered = ForgedPlane.idle().over(new PlaneMode("amqp")).behind("a-broker");

        assertThat(Plan.of(catalog, all, listening).runs()).hasSize(2);
        assertThat(Plan.of(catalog, all, brokered).runs())
                .extracting(PlannedRun::id)
                .containsExactly("TwoCases.shouldBeAboutTcp amqp loopback reference");
    }

    @Test
    void shouldLeaveOutAndTellWhatANetworkHides() {
        String yaml = """
                subject: Forged
                defaults: {level: MUST, profiles: [reference], networks: [loopback], transports: [tcp], why: x, source: x, hint: x, text: x}
                rules:
                  - {id: FORGED-01}
                  - {id: FORGED-02}
                """;
        CaseCatalog catalog = ForgedCatalog.of(yaml, TwoCases.class);
        Networks networks = Networks.of(new HidingNetwork("FORGED-01"));
        Selection proxied = Selection.DEFAULT.on(NetworkKind.LOOPBACK, NetworkKind.PROXIED);

        Plan plan = Plan.of(catalog, proxied, ForgedPlane.idle()).on(networks);

        assertThat(plan.runs())
                .extracting(PlannedRun::id)
                .containsExactly(
                        "TwoCases.shouldBeAboutTcp tcp loopback reference",
                        "TwoCases.shouldBeAboutTcp tcp proxied reference",
                        "TwoCases.shouldBeGeneral tcp loopback reference");
        assertThat(plan.leftOut()).containsExactly("1 cases are left out: it hides FORGED-01");
    }

    @Test
    void shouldNotTryThroughProxiesWhatWouldGoPastThem() {
        CaseRunner runner =
                new CaseRunner(ForgedCatalog.of("""
                        subject: Forged
                        defaults: {level: MUST, profiles: [reference], networks: [loopback], transports: [tcp], why: x, source: x, hint: x, text: x}
                        rules:
                          - {id: FORGED-01}
                          - {id: FORGED-02}
                        """, TwoCases.class), Networks.of(new HidingNetwork("nothing")));
        Selection proxied = Selection.DEFAULT.on(NetworkKind.PROXIED);

        RunResult result = runner.run(
                ForgedPlane.idle().without(Capability.NETWORK_IO),
                RunOptions.of(proxied, 1).within(ForgedRuns.SHORT),
                RunListener.NONE);

        assertThat(result.results())
                .extracting(CaseResult::verdict)
                .hasSize(2)
                .allSatisfy(verdict -> assertThat(verdict.toString()).contains("does not declare [network-io]"));
    }

    private record HidingNetwork(String hidden) implements NetworkProvider {
        @Override
        public NetworkKind kind() {
            return NetworkKind.PROXIED;
        }

        @Override
        public Optional<String> impossible(Rule rule) {
            return rule.id().equals(hidden) ? Optional.of("it hides " + hidden) : Optional.empty();
        }

        @Override
        public Network open(long seed) {
            throw new UnsupportedOperationException("nothing is run");
        }
    }

    public static final class TwoCases {
        @Case(rule = "FORGED-01")
        public void shouldBeGeneral(Trial trial) {}

        @Case(rule = "FORGED-02")
        public void shouldBeAboutTcp(Trial trial) {}
    }
}
