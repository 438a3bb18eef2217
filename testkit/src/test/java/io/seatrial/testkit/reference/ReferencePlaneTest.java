package io.seatrial.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.CaseRunner;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.run.Verdict;
import org.junit.jupiter.api.Test;

class ReferencePlaneTest {

    @Test
    void shouldPassEveryCaseOnLoopbackInBothProfiles() {
        Selection all = Selection.DEFAULT.in(Profile.values()).withRules("CONFIG-*", "PORT-*");

        RunResult result = new CaseRunner(CaseCatalog.load(), Networks.load())
                .run(new ReferencePlane(), RunOptions.of(all, 1), RunListener.NONE);

        assertThat(result.results()).isNotEmpty();
        assertThat(result.results())
                .filteredOn(one -> !(one.verdict() instanceof Verdict.Passed))
                .extracting(CaseResult::run, CaseResult::verdict)
                .isEmpty();
    }
}
