package io.seatrial.testkit.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Notice;
import io.seatrial.testkit.expect.CaseFailure;
import io.seatrial.testkit.forged.ForgedCases;
import io.seatrial.testkit.forged.ForgedCatalog;
import io.seatrial.testkit.forged.ForgedPlane;
import io.seatrial.testkit.machine.Calibration;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.PlaneUnderTest;
import io.seatrial.testkit.time.Budget;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class CaseRunnerTest {

    private static final Budget SHORT =
            new Budget(Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofMillis(1500), Calibration.NONE);

    @AfterEach
    void releaseWhatWasKept() throws Exception {
        ForgedCases.UNRULY.release();
    }

    private static Verdict verdict(PlaneUnderTest plane, String rule) {
        return run(plane, options(rule)).results().get(0).verdict();
    }

    private static Verdict.Failed failed(PlaneUnderTest plane, String rule) {
        Verdict verdict = verdict(plane, rule);
        assertThat(verdict).isInstanceOf(Verdict.Failed.class);
        return (Verdict.Failed) verdict;
    }

    private static RunOptions options(String... rules) {
        return RunOptions.of(Selection.DEFAULT.withRules(rules), 7).within(SHORT);
    }

    private static RunResult run(PlaneUnderTest plane, RunOptions options) {
        return new CaseRunner(ForgedCatalog.ofForgedCases(), Networks.load()).run(plane, options, RunListener.NONE);
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
    void shouldNameAThreadThatStays() {
        assertThat(failed(ForgedPlane.idle(), "FORGED-08").finding().actual()).contains("1 threads", "forged-thread");
    }

    @Test
    void shouldNameAPortThatStays() {
        List<String> findings = new ArrayList<>();
        Verdict.Failed verdict = failed(ForgedPlane.idle(), "FORGED-09");
        findings.add(verdict.finding().actual());
        verdict.further().forEach(further -> findings.add(further.actual()));

        assertThat(findings).anyMatch(text -> text.startsWith("left 1 listening ports ["));
    }

    @Test
    void shouldNameABufferThatStaysAndWhereItCameFrom() {
        assertThat(failed(ForgedPlane.idle(), "FORGED-10").finding().actual())
                .contains("1 buffers", "16 bytes from", "ForgedCases.shouldForgetABuffer");
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
    void shouldNameAListenerThatThePlaneLeavesOpen() {
        PlaneUnderTest plane = ForgedPlane.misbehaving(setup -> setup.io()
                .listen(new InetSocketAddress("127.0.0.1", 0), channel -> {}, ChannelTuning.NO_DELAY)
                .toCompletableFuture()
                .join());

        assertThat(failed(plane, "FORGED-01").finding().actual()).startsWith("left 1 listeners [/127.0.0.1:");
    }

    @Test
    void shouldNameAChannelThatThePlaneLeavesOpen() {
        PlaneUnderTest plane = ForgedPlane.misbehaving(setup -> setup.io()
                .listen(new InetSocketAddress("127.0.0.1", 0), channel -> {}, ChannelTuning.NO_DELAY)
                .thenCompose(listener -> setup.io()
                        .connect(
                                listener.address(),
                                new ChannelInboundHandlerAdapter(),
                                ConnectOptions.within(Duration.ofSeconds(30), ChannelTuning.NO_DELAY))
                        .thenCompose(channel -> listener.close()))
                .toCompletableFuture()
                .join());

        assertThat(failed(plane, "FORGED-01").finding().actual()).contains("2 channels [", "connected to /127.0.0.1:");
    }

    @Test
    void shouldNameATimerThatThePlaneLeavesRunning() {
        PlaneUnderTest plane =
                ForgedPlane.misbehaving(setup -> setup.io().scheduler().schedule(() -> {}, 1, TimeUnit.HOURS));

        assertThat(failed(plane, "FORGED-01").finding().actual()).isEqualTo("left 1 timers [a timer of 3600000 ms]");
    }

    @Test
    void shouldWriteNoticesIntoTheHistory() {
        PlaneUnderTest plane =
                ForgedPlane.misbehaving(setup -> setup.notices().publish(Notice.of(Level.WARN, "beware")));

        CaseResult result = run(plane, options("FORGED-01")).results().get(0);

        assertThat(result.events()).isEqualTo(1);
        assertThat(result.historyHash()).as("no hash in real time").isEmpty();
    }

    @Test
    void shouldAcceptAFailureThatIsKnown() {
        KnownFailure known = new KnownFailure("FORGED-02", "#7", "being fixed", "expected 1, but was 2");

        RunResult result = run(ForgedPlane.idle(), options("FORGED-02").knowing(List.of(known)));

        assertThat(result.results().get(0).verdict()).isInstanceOf(Verdict.KnownFailing.class);
        assertThat(result.summary()).isEqualTo(new Summary(0, 0, 0, 0, 1));
    }

    @Test
    void shouldFailWhenAKnownFailurePassesOrFailsInAnotherWay() {
        KnownFailure passes = new KnownFailure("FORGED-01", "#7", "being fixed", "boom");
        KnownFailure differs = new KnownFailure("FORGED-02", "#7", "being fixed", "boom");

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
}
