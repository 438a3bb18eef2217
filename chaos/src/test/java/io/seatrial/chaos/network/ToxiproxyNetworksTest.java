package io.seatrial.chaos.network;

import static org.assertj.core.api.Assertions.assertThat;

import eu.rekawek.toxiproxy.ToxiproxyClient;
import io.seatrial.chaos.RealToxiproxy;
import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.CaseRunner;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The network proxied on a Toxiproxy server. */
class ToxiproxyNetworksTest {

    private final List<String> noted = new ArrayList<>();

    private List<CaseResult> run(String url, String... rules) {
        Selection proxied =
                Selection.DEFAULT.on(NetworkKind.PROXIED).over(PlaneMode.TCP).withRules(rules);
        RunListener listener = new RunListener() {
            @Override
            public void noted(String line) {
                noted.add(line);
            }
        };
        try (ToxiproxyNetworks networks = ToxiproxyNetworks.find(Map.of("SEATRIAL_TOXIPROXY_URL", url))) {
            return new CaseRunner(CaseCatalog.load(), Networks.load().with(networks), Backends.NONE)
                    .run(new ReferencePlane(), RunOptions.of(proxied, 1), listener)
                    .results();
        }
    }

    @Test
    void shouldTryRulesThroughARealServerAndLeaveNothingThere() throws Exception {
        try (RealToxiproxy server = RealToxiproxy.start()) {
            String host = server.address().getHostString();
            int port = server.address().getPort();

            List<CaseResult> results = run("http://" + host + ":" + port, "STREAM-01", "SHARED-03", "ACK-04");

            assertThat(results)
                    .hasSize(2)
                    .extracting(CaseResult::verdict)
                    .allMatch(verdict -> verdict instanceof Verdict.Passed);
            assertThat(noted)
                    .containsExactly("1 cases are left out: Toxiproxy closes both sides at the first end of a stream");
            assertThat(new ToxiproxyClient(host, port).getProxies()).isEmpty();
        }
    }

    @Test
    void shouldSkipWhatNeedsAServerThatIsNotThere() {
        List<CaseResult> results = run("http://127.0.0.1:1", "STREAM-01");

        assertThat(results)
                .hasSize(1)
                .allSatisfy(result -> assertThat(result.verdict())
                        .isInstanceOfSatisfying(
                                Verdict.Skipped.class,
                                skipped -> assertThat(skipped.reason()).contains("SEATRIAL_TOXIPROXY_URL")));
    }
}
