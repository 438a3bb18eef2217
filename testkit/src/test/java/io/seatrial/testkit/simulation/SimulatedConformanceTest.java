package io.seatrial.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.reference.ReferencePlane;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.CaseRunner;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.run.Verdict;
import org.junit.jupiter.api.Test;

/** The same cases as on sockets, in virtual time. */
class SimulatedConformanceTest {

    @Test
    void shouldPassEveryCaseAndDoTheSameForTheSameSeed() {
        RunResult first = run(1);
        assertThat(first.results()).isNotEmpty();
        assertThat(first.results())
                .filteredOn(one -> !(one.verdict() instanceof Verdict.Passed))
                .extracting(CaseResult::run, CaseResult::verdict)
                .isEmpty();
        RunResult second = run(1);
        for (int i = 0; i < first.results().size(); i++) {
            assertThat(second.results().get(i).historyHash())
                    .as(first.results().get(i).run().id())
                    .isPresent()
                    .isEqualTo(first.results().get(i).historyHash());
        }
    }

    private static RunResult run(long seed) {
        Selection simulated = Selection.DEFAULT.in(Profile.values()).on(NetworkKind.SIMULATED);
        return new CaseRunner(CaseCatalog.load(), Networks.load())
                .run(new ReferencePlane(), RunOptions.of(simulated, seed), RunListener.NONE);
    }
}
