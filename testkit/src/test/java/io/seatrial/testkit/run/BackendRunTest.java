package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.PlaneMode;
import io.seatrial.testkit.backend.BackendInfo;
import io.seatrial.testkit.backend.Backends;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.forged.BackendCases;
import io.seatrial.testkit.forged.ForgedBackend;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.forged.ForgedPlane;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run lends to its cases, and what becomes of those that need what is missing. */
class BackendRunTest {

    private static final CaseCatalog CATALOG = ForgedCatalog.of(BackendCases.YAML, BackendCases.class);

    private final List<String> noted = new ArrayList<>();
    private final ForgedPlane nats = ForgedPlane.idle().over(PlaneMode.NATS);

    private RunResult run(ForgedPlane plane, Backends backends, Selection selection) {
        RunListener listener = new RunListener() {
            @Override
            public void noted(String line) {
                noted.add(line);
            }
        };
        RunOptions options = RunOptions.of(selection, 7).within(ForgedRuns.SHORT);
        return new CaseRunner(CATALOG, Networks.load(), backends).run(plane, options, listener);
    }

    private static Selection over(PlaneMode transport, String... rules) {
        return Selection.DEFAULT.over(transport).withRules(rules);
    }

    @Test
    void shouldShareOneAndGiveItBackAtTheEnd() {
        ForgedBackend backend = ForgedBackend.there();

        RunResult result = run(nats, Backends.of(backend), over(PlaneMode.NATS, "BACKEND-01", "BACKEND-03"));

        assertThat(result.summary()).isEqualTo(new Summary(2, 0, 0, 0, 0));
        assertThat(backend.deeds()).containsExactly("open shared", "close shared");
        assertThat(result.backends()).containsExactly(new BackendInfo("nats", "shared", "1.0", "nats://shared:4222"));
        assertThat(noted).containsExactly("back end nats 1.0 at nats://shared:4222 (shared)");
    }

    @Test
    void shouldLeadManagersToItUnlessTheCaseSaysOtherwise() {
        run(nats, Backends.of(ForgedBackend.there()), over(PlaneMode.NATS, "BACKEND-01"));

        assertThat(nats.managers())
                .extracting(setup -> Map.copyOf(setup.variables()))
                .containsExactly(Map.of("NATS_SERVER", "nats://shared:4222"), Map.of("NATS_SERVER", "nats://mine:1"));
    }

    @Test
    void shouldLendOneOfItsOwnToACaseAndEndItWithTheCase() {
        ForgedBackend backend = ForgedBackend.there();

        run(nats, Backends.of(backend), over(PlaneMode.NATS, "BACKEND-02"));

        assertThat(backend.deeds()).containsExactly("open shared", "open own", "stop own", "close own", "close shared");
    }

    @Test
    void shouldSkipWithReasonAndRemedyWhatNeedsAMissingOne() {
        RunResult result = run(nats, Backends.of(ForgedBackend.missing()), over(PlaneMode.NATS, "*"));

        assertThat(result.results())
                .hasSize(3)
                .allMatch(one ->
                        one.verdict().equals(new Verdict.Skipped("no back end 'nats': it is nowhere. Look elsewhere")));
        assertThat(result.backends()).isEmpty();
        assertThat(noted).containsExactly("no back end 'nats': it is nowhere. Look elsewhere");
    }

    @Test
    void shouldSkipWhereNothingProvidesIt() {
        RunResult result = run(nats, Backends.NONE, over(PlaneMode.NATS, "BACKEND-01"));

        assertThat(result.results().get(0).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Skipped.class,
                        skipped -> assertThat(skipped.reason())
                                .contains("nothing on the class path provides it", "seatrial-chaos"));
    }

    @Test
    void shouldLookForNothingWhereNoTransportNeedsIt() {
        ForgedBackend backend = ForgedBackend.there();

        RunResult result = run(ForgedPlane.idle(), Backends.of(backend), over(PlaneMode.TCP, "BACKEND-01"));

        assertThat(result.summary().passed()).isEqualTo(1);
        assertThat(backend.deeds()).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatVirtualTimeDoesNotReach() {
        Selection both = over(PlaneMode.NATS, "*").on(NetworkKind.LOOPBACK, NetworkKind.SIMULATED);

        Plan plan = Plan.of(CATALOG, both, nats);

        assertThat(plan.runs()).hasSize(3).allMatch(run -> run.network() == NetworkKind.LOOPBACK);
        assertThat(plan.leftOut())
                .containsExactly(
                        "3 cases are left out: nats does not run on simulated, as its back end nats is a process"
                                + " of its own, which virtual time does not reach");
        assertThat(Plan.of(CATALOG, both.over(PlaneMode.TCP), ForgedPlane.idle())
                        .leftOut())
                .isEmpty();
    }

    @Test
    void shouldSkipACaseInVirtualTimeThatAsksForOne() {
        Selection simulated = over(PlaneMode.TCP, "BACKEND-02", "BACKEND-03").on(NetworkKind.SIMULATED);

        RunResult result = run(ForgedPlane.idle(), Backends.of(ForgedBackend.there()), simulated);

        assertThat(result.summary()).isEqualTo(new Summary(0, 0, 2, 0, 0));
    }
}
