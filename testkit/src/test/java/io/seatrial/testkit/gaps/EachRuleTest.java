package io.seatrial.testkit.gaps;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.rule.Rule;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.CaseRunner;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.run.Verdict;
import io.seatrial.testkit.time.Budget;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each rule in simulation as a test of its own, quick to begin: PIT changes the reference, an instruction at a time, and runs those rules
 * that come by the change. What turns none of them red is what the catalogue does not notice.
 */
@Tag("gaps")
class EachRuleTest {

    private static final PlaneMode TRANSPORT = PlaneMode.parse(System.getProperty("seatrial.gaps.transport", "tcp"));
    private static final CaseCatalog CATALOG = CaseCatalog.load();
    private static final CaseRunner RUNNER = new CaseRunner(CATALOG, Networks.load());

    static Stream<String> rules() {
        return CATALOG.rules().all().stream()
                .filter(rule -> rule.networks().contains(NetworkKind.SIMULATED))
                .filter(rule -> rule.transports().contains(TRANSPORT))
                .filter(Rule::testable)
                .map(Rule::id);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldHold(String rule) {
        Selection alone = Selection.DEFAULT
                .withRules(rule)
                .in(Profile.values())
                .on(NetworkKind.SIMULATED)
                .over(TRANSPORT);

        assertThat(RUNNER.run(new ReferencePlane(), RunOptions.of(alone, 1).within(Budget.DEFAULT), RunListener.NONE)
                        .results())
                .extracting(CaseResult::verdict)
                .noneMatch(verdict -> verdict instanceof Verdict.Failed);
    }
}
