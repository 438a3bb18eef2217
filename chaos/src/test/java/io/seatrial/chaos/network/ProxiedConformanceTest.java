package io.seatrial.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.seatrial.chaos.engine.LinkSpec;
import io.seatrial.chaos.fault.CorruptFrame;
import io.seatrial.chaos.fault.Direction;
import io.seatrial.chaos.fault.FrameSelection;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.proxy.framing.Framings;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.NetworkProvider;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.CaseRunner;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.run.Verdict;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The catalogue on the network proxied: what goes through the proxies, and what becomes of it. */
class ProxiedConformanceTest {

    private final Queue<WatchedEngine> engines = new ConcurrentLinkedQueue<>();

    private NetworkProvider watched(UnaryOperator<LinkSpec> change) {
        return new ProxiedNetworks(seed -> {
            WatchedEngine engine = new WatchedEngine(change);
            engines.add(engine);
            return engine;
        });
    }

    private static List<CaseResult> run(NetworkProvider network, PlaneMode transport, String... rules) {
        Selection proxied =
                Selection.DEFAULT.on(NetworkKind.PROXIED).over(transport).withRules(rules);
        List<CaseResult> results = new CaseRunner(CaseCatalog.load(), Networks.of(network), Backends.load())
                .run(new ReferencePlane(), RunOptions.of(proxied, 1), RunListener.NONE)
                .results();
        assertThat(results).isNotEmpty();
        return results;
    }

    private static void assertPassed(List<CaseResult> results) {
        assertThat(results)
                .filteredOn(one -> !(one.verdict() instanceof Verdict.Passed))
                .extracting(CaseResult::run, CaseResult::verdict)
                .isEmpty();
    }

    @Test
    void shouldCarryRequestsAndAnswersThroughProxiesOfTheirOwnAndLeaveNothing() {
        assertPassed(run(watched(link -> link), PlaneMode.TCP, "STREAM-01"));

        WatchedEngine ofTheCase =
                engines.stream().reduce((before, last) -> last).orElseThrow();
        assertThat(ofTheCase.made())
                .as("one before the server, one before the caller")
                .isEqualTo(2);
        assertThat(ofTheCase.carried(Direction.UPSTREAM)).isPositive();
        assertThat(ofTheCase.carried(Direction.DOWNSTREAM)).isPositive();
        assertThat(engines).allMatch(WatchedEngine::isClosed);
    }

    @Test
    void shouldFailRequestsWhoseBytesAProxyAlters() {
        Injection wrong = Injection.of(new CorruptFrame(FrameSelection.each(1), CorruptFrame.ANY), Direction.UPSTREAM);

        List<CaseResult> results =
                run(watched(link -> link.framed(Framings.requestPlane()).with(wrong)), PlaneMode.TCP, "STREAM-01");

        assertThat(results).extracting(CaseResult::verdict).hasAtLeastOneElementOfType(Verdict.Failed.class);
    }

    @Test
    void shouldReachABrokerThroughAProxy() {
        List<CaseResult> results = run(watched(link -> link), PlaneMode.NATS, "SHARED-01", "STREAM-01");
        if (results.get(0).verdict() instanceof Verdict.Skipped skipped) {
            assertThat(System.getenv())
                    .as("CI must have a broker: " + skipped.reason())
                    .doesNotContainKey("CI");
            abort(skipped.reason());
        }

        assertPassed(results);
        assertThat(engines.stream()
                        .mapToLong(engine -> engine.carried(Direction.UPSTREAM))
                        .sum())
                .isPositive();
    }
}
