package io.seatrial.testkit.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.CaseRunner;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.run.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferencePlaneTest {

    @ParameterizedTest
    @EnumSource(names = {"LOOPBACK", "SIMULATED"})
    void shouldPassEveryCaseInBothProfiles(NetworkKind network) {
        // Over NATS it is tried where a server is provided: by the main job, with chaos on the class path.
        Selection all = Selection.DEFAULT.in(Profile.values()).on(network).over(PlaneMode.TCP, PlaneMode.HTTP);

        RunResult result = new CaseRunner(CaseCatalog.load(), Networks.load())
                .run(new ReferencePlane(), RunOptions.of(all, 1), RunListener.NONE);

        assertThat(result.results()).isNotEmpty();
        assertThat(result.results())
                .filteredOn(one -> !(one.verdict() instanceof Verdict.Passed))
                .extracting(one -> one.run().id(), CaseResult::verdict)
                .isEmpty();
    }
}
