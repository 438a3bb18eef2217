package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.forged.TourCases;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.reference.ReferencePlane;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything that a trial gives, on the reference, on both networks. */
class TourTest {

    private static final String RULES = """
            subject: Tour
            defaults:
              level: MUST
              profiles: [reference, dynamo-1.0]
              networks: [loopback, simulated]
              transports: [tcp]
              text: x
              why: x
              source: x
              hint: x
            rules: [{id: TOUR-01}, {id: TOUR-02}, {id: TOUR-03}, {id: TOUR-04}, {id: TOUR-05}, {id: TOUR-06}, {id: TOUR-07}]
            """;
    private static final CaseCatalog CATALOG = ForgedCatalog.of(RULES, TourCases.class);

    private static List<CaseResult> tour(NetworkKind network) {
        Selection selection = Selection.DEFAULT.on(network).in(Profile.values()).over(PlaneMode.TCP);
        return new CaseRunner(CATALOG, Networks.load())
                .run(new ReferencePlane(), RunOptions.of(selection, 11), RunListener.NONE)
                .results();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOOPBACK", "SIMULATED"})
    void shouldPassOnBothNetworks(NetworkKind network) {
        List<CaseResult> results = tour(network);

        assertThat(results).hasSize(14);
        assertThat(results)
                .filteredOn(one -> !(one.verdict() instanceof Verdict.Passed))
                .extracting(one -> one.run().id(), CaseResult::verdict)
                .isEmpty();
    }

    @Test
    void shouldGiveTheSameHistoryForTheSameSeed() {
        List<CaseResult> first = tour(NetworkKind.SIMULATED);

        assertThat(first).allSatisfy(one -> assertThat(one.historyHash()).isPresent());
        assertThat(first).allSatisfy(one -> assertThat(one.events()).isPositive());
        assertThat(tour(NetworkKind.SIMULATED))
                .extracting(CaseResult::historyHash)
                .isEqualTo(first.stream().map(CaseResult::historyHash).toList());
    }
}
