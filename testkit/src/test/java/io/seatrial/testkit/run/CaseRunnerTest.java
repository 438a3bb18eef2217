package io.seatrial.testkit.run;

import static io.seatrial.testkit.run.ForgedRuns.failed;
import static io.seatrial.testkit.run.ForgedRuns.options;
import static io.seatrial.testkit.run.ForgedRuns.run;
import static io.seatrial.testkit.run.ForgedRuns.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatrial.plane.spi.Notice;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.forged.ForgedCases;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.forged.ForgedPlane;
import io.seatrial.testkit.history.Event;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneUnderTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class CaseRunnerTest {

    @AfterEach
    void releaseWhatWasKept() throws Exception {
        ForgedCases.UNRULY.release();
    }

    @Test
    void shouldPassACaseThatHoldsAndLeavesNothing() {
        assertThat(verdict(ForgedPlane.idle(), "FORGED-01")).isEqualTo(new Verdict.Passed());
    }

    @Test
    void shouldFailACaseWithWhatItExpectedAndWhatItFound() {
        Finding finding = failed(ForgedPlane.idle(), "FORGED-02").finding();

        assertThat(finding.kind()).isEqualTo(CaseFailure.Kind.EXPECTATION);
        assertThat(finding.sentence()).isEqualTo("number of listening ports: expected 1, but was 2");
        assertThat(finding.place()).startsWith("ForgedCases.java:");
    }

    @Test
    void shouldFailACaseThatThrows() {
        Finding finding = failed(ForgedPlane.idle(), "FORGED-03").finding();

        assertThat(finding.kind()).isEqualTo(CaseFailure.Kind.ERROR);
        assertThat(finding.actual()).isEqualTo("threw IllegalStateException: out of order");
        assertThat(finding.trace()).contains("ForgedCases.shouldThrow");
    }

    @Test
    void shouldSurviveAnError() {
        assertThat(failed(ForgedPlane.idle(), "FORGED-15").finding().actual()).contains("StackOverflowError");
    }

    @Test
    void shouldSkipWithTheReason() {
        assertThat(verdict(ForgedPlane.idle(), "FORGED-04")).isEqualTo(new Verdict.Skipped("nothing to say"));
    }

    @Test
    void shouldStopWaitingAtTheCeiling() {
        Finding finding = failed(ForgedPlane.idle(), "FORGED-05").finding();

        assertThat(finding.kind()).isEqualTo(CaseFailure.Kind.TIMEOUT);
        assertThat(finding.sentence())
                .isEqualTo("the answer: expected to complete within 1.0 s, but was still pending");
    }

    @Test
    void shouldGiveUpACaseThatHangsAndSayWhere() {
        Finding finding = failed(ForgedPlane.idle(), "FORGED-06").finding();

        assertThat(finding.kind()).isEqualTo(CaseFailure.Kind.TIMEOUT);
        assertThat(finding.actual()).startsWith("was still running at ").contains("ForgedCases.shouldHang");
        assertThat(finding.actual()).doesNotContain("interrupt");
    }

    @Test
    void shouldSurviveACaseThatIgnoresInterrupts() {
        assertThat(failed(ForgedPlane.idle(), "FORGED-07").finding().actual())
                .endsWith("does not react to an interrupt");
    }

    @Test
    void shouldSeeAtOnceThatSomethingHappenedThatMustNot() {
        assertThat(failed(ForgedPlane.idle(), "FORGED-11").finding().sentence())
                .startsWith("the end of the world: expected not to happen for 30.0 s, but happened after ");
    }

    @Test
    void shouldGiveOneResultForEachRuleOfACase() {
        RunResult both = run(ForgedPlane.idle(), options("FORGED-12", "FORGED-13"));

        assertThat(both.results()).hasSize(1);
        assertThat(both.summary().passed()).isEqualTo(2);
        assertThat(run(ForgedPlane.idle(), options("FORGED-12")).summary().passed())
                .isEqualTo(1);
    }

    @Test
    void shouldSkipWhatThePlaneDoesNotDeclare() {
        assertThat(verdict(ForgedPlane.idle().without(Capability.RESPONSE_CALLER), "FORGED-14"))
                .isEqualTo(new Verdict.Skipped("the plane 'forged' does not declare [response-caller]"));
    }

    @Test
    void shouldSkipWhereThereIsNoSuchNetwork() {
        RunResult result = new CaseRunner(ForgedCatalog.ofForgedCases(), Networks.of())
                .run(ForgedPlane.idle(), options("FORGED-01"), RunListener.NONE);

        assertThat(result.results().get(0).verdict())
                .isEqualTo(new Verdict.Skipped("this build has no network 'loopback'"));
    }

    @Test
    void shouldFailACaseWhosePlaneThrowsWhenItIsOpened() {
        PlaneUnderTest plane = ForgedPlane.misbehaving(setup -> {
            throw new IllegalStateException("no");
        });

        assertThat(failed(plane, "FORGED-01").finding().actual()).isEqualTo("threw IllegalStateException: no");
    }

    @Test
    void shouldWriteNoticesIntoTheHistory() {
        PlaneUnderTest plane =
                ForgedPlane.misbehaving(setup -> setup.notices().publish(Notice.of(Level.WARN, "beware")));

        CaseResult result = run(plane, options("FORGED-01")).results().get(0);

        assertThat(result.recording().events()).extracting(Event::kind).contains("notice");
        assertThat(result.historyHash()).as("no hash in real time").isEmpty();
    }

    @Test
    void shouldAcceptAFailureThatIsKnown() {
        KnownFailure known = new KnownFailure("FORGED-02", "#7", "being fixed", "1.0", "expected 1, but was 2");

        RunResult result = run(ForgedPlane.idle(), options("FORGED-02").knowing(List.of(known)));

        assertThat(result.results().get(0).verdict()).isInstanceOf(Verdict.KnownFailing.class);
        assertThat(result.summary()).isEqualTo(new Summary(0, 0, 0, 0, 1));
    }

    @Test
    void shouldFailWhenAKnownFailurePassesOrFailsInAnotherWay() {
        KnownFailure passes = new KnownFailure("FORGED-01", "#7", "being fixed", "1.0", "boom");
        KnownFailure differs = new KnownFailure("FORGED-02", "#7", "being fixed", "1.0", "boom");

        assertThat(run(ForgedPlane.idle(), options("FORGED-01").knowing(List.of(passes)))
                        .summary()
                        .failed())
                .isEqualTo(1);
        assertThat(run(ForgedPlane.idle(), options("FORGED-02").knowing(List.of(differs)))
                        .summary()
                        .failed())
                .isEqualTo(1);
    }

    @Test
    void shouldTellAListenerHowTheRunGoes() {
        List<String> heard = new ArrayList<>();
        RunListener listener = new RunListener() {
            @Override
            public void begun(int total, long seed, Calibration calibration) {
                heard.add("begun " + total + " with seed " + seed);
            }

            @Override
            public void started(PlannedRun run) {
                heard.add("started " + run.rule());
            }

            @Override
            public void finished(CaseResult result) {
                heard.add("finished " + result.run().rule() + " "
                        + result.verdict().label());
            }
        };

        new CaseRunner(ForgedCatalog.ofForgedCases(), Networks.load())
                .run(ForgedPlane.idle(), options("FORGED-01"), listener);

        assertThat(heard).containsExactly("begun 1 with seed 7", "started FORGED-01", "finished FORGED-01 PASSED");
    }

    @Test
    void shouldGiveEachRunASeedThatDoesNotDependOnTheOthers() {
        long alone =
                run(ForgedPlane.idle(), options("FORGED-01")).results().get(0).seed();
        long together = run(ForgedPlane.idle(), options("FORGED-01", "FORGED-02", "FORGED-03")).results().stream()
                .filter(one -> one.run().rule().id().equals("FORGED-01"))
                .findFirst()
                .orElseThrow()
                .seed();

        assertThat(alone).isEqualTo(together);
    }
}
