package io.seatrial.testkit.cases;

import static io.seatrial.testkit.cases.RawCaller.expectEnd;
import static io.seatrial.testkit.cases.RawCaller.expectFrames;
import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.WireProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A worker whose caller wants no more, or is gone: what its engine is told, and what is left out on the wire. */
public final class CallHomeCancelCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final String ITEM = "body {\"data\":1,\"complete_final\":false}";
    private static final String FINAL = "body {\"complete_final\":true}";
    private static final String SENTINEL = "header \"sentinel\"";
    private static final List<byte[]> NOT_FOR_WORKERS = List.of(
            Frames.SENTINEL,
            Frames.data("1"),
            Frames.twoPart(new byte[0], new byte[0]),
            Frames.header("garbage"),
            Frames.twoPart(Bytes.utf8("\"stop\""), Bytes.utf8("{}")));

    /** Creates the cases of one trial. */
    public CallHomeCancelCases() {}

    /** Stops an engine. */
    @Case(rule = "CALLHOME-30")
    public void shouldTellTheEngineToStop(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        WireProbe home = RawCaller.of(trial, engine).started();
        home.write(Frames.STOP);
        trial.await("the stop at the engine", engine.context().stopped());
        expect("whether the engine was killed", false, engine.context().isKilled());
        engine.answer().give("1");
    }

    /** Kills an engine. */
    @Case(rule = "CALLHOME-31")
    public void shouldTellTheEngineThatItIsKilled(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        WireProbe home = RawCaller.of(trial, engine).started();
        home.write(Frames.KILL);
        trial.await("the kill at the engine", engine.context().killed());
        expect("whether the engine is stopped", true, engine.context().isStopped());
        engine.answer().give("1");
    }

    /** Stops twice, then kills. */
    @Case(rule = "CALLHOME-32")
    public void shouldHearAKillAfterStops(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        WireProbe home = RawCaller.of(trial, engine).started();
        home.write(Bytes.concat(Frames.STOP, Frames.STOP));
        trial.await("the stop at the engine", engine.context().stopped());
        home.write(Frames.KILL);
        trial.await("the kill at the engine", engine.context().killed());
        engine.answer().give("1");
    }

    /** Stops and kills in one breath. */
    @Case(rule = "CALLHOME-32")
    public void shouldHearAKillRightBehindAStop(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        WireProbe home = RawCaller.of(trial, engine).started();
        home.write(Bytes.concat(Frames.STOP, Frames.KILL));
        trial.await("the kill at the engine", engine.context().killed());
        engine.answer().give("1");
    }

    /** Stops, and reads to the end. */
    @Case(rule = "CALLHOME-33")
    public void shouldBreakOffAtOnceWhenItIsStopped(Trial trial) {
        expectBrokenOff(trial, Frames.STOP);
    }

    /** Kills, and reads to the end. */
    @Case(rule = "CALLHOME-34")
    public void shouldBreakOffAtOnceWhenItIsKilled(Trial trial) {
        expectBrokenOff(trial, Frames.KILL);
    }

    private static void expectBrokenOff(Trial trial, byte[] control) {
        HeldEngine engine = HeldEngine.begun();
        WireProbe home = RawCaller.of(trial, engine).started();
        engine.answer().give("1");
        expectFrames(home, ITEM);
        home.write(control);
        expectEnd(home);
        engine.answer().give("2");
    }

    /** Stops, and listens on, as callers of 1.0.x do. */
    @Case(rule = "CALLHOME-35")
    public void shouldFallSilentWhenItIsStopped(Trial trial) {
        for (byte[] control : List.of(Frames.STOP, Frames.KILL)) {
            HeldEngine engine = HeldEngine.begun();
            WireProbe home = RawCaller.of(trial, engine).started();
            home.write(control);
            trial.await("the stop at the engine", engine.context().stopped());
            engine.answer().give("1");
            engine.answer().end();
            home.expectSilence(A_MOMENT);
            home.halfClose();
            expectEnd(home);
        }
    }

    /** Stops, and lets the engine go on. */
    @Case(rule = "CALLHOME-36")
    public void shouldDropTheAnswerOfAStoppedEngine(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        RawCaller caller = RawCaller.of(trial, engine);
        WireProbe home = caller.started();
        home.write(Frames.STOP);
        trial.await("the stop at the engine", engine.context().stopped());
        engine.answer().give("1");
        trial.mustHappen("the end of the subscription", () -> engine.answer().isCancelled());
        caller.expectCounted(trial, Map.of("publish_response", 1L));
    }

    /** Stops an engine that then ends by itself. */
    @Case(rule = "CALLHOME-37")
    public void shouldLeaveOutTheFinalFrameOfAStoppedAnswer(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        RawCaller caller = RawCaller.of(trial, engine);
        WireProbe home = caller.started();
        engine.context().stopped().thenRun(engine.answer()::end);
        home.write(Frames.STOP);
        caller.expectCounted(trial, Map.of("publish_final", 1L));
        home.halfClose();
        expectEnd(home);
    }

    /** Stops before the engine has begun. */
    @Case(rule = "CALLHOME-38")
    public void shouldLeaveOutThePrologueOfAStoppedRequest(Trial trial) {
        HeldEngine engine = new HeldEngine();
        WireProbe home = RawCaller.of(trial, engine).home();
        trial.mustHappen("the engine to be asked", engine::isAsked);
        home.write(Frames.STOP);
        trial.await("the stop at the engine", engine.context().stopped());
        engine.begin();
        engine.answer().give("1");
        home.halfClose();
        expectEnd(home);
    }

    /** Goes away in the middle. */
    @Case(rule = "CALLHOME-39")
    public void shouldStopTheEngineOfACallerThatIsGone(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        RawCaller caller = RawCaller.of(trial, engine);
        WireProbe home = caller.started();
        engine.answer().give("1");
        expectFrames(home, ITEM);
        home.reset();
        // Behind the reset, since a worker may notice it only when it writes, and not yet at the first write.
        trial.after(A_MOMENT)
                .thenRun(() -> engine.answer().give("2"))
                .thenCompose(given -> trial.after(A_MOMENT))
                .thenRun(() -> engine.answer().give("3"));
        trial.await("the stop at the engine", engine.context().stopped());
        trial.mustHappen("the end of the subscription", () -> engine.answer().isCancelled());
        caller.expectCounted(trial, Map.of("publish_response", 1L));
    }

    /** Closes its side in the middle, as 1.0.x bears it. */
    @Case(rule = "CALLHOME-40")
    public void shouldStreamOnToACallerThatClosedItsSide(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        WireProbe home = RawCaller.of(trial, engine).started();
        home.halfClose();
        home.expectSilence(A_MOMENT);
        engine.answer().give("1");
        engine.answer().end();
        expectFrames(home, ITEM, FINAL, SENTINEL);
        expectEnd(home);
    }

    /** Sends what workers are never sent. */
    @Case(rule = "CALLHOME-41")
    public void shouldTakeABrokenProtocolForAKill(Trial trial) {
        for (byte[] wrong : NOT_FOR_WORKERS) {
            HeldEngine engine = HeldEngine.begun();
            WireProbe home = RawCaller.of(trial, engine).started();
            home.write(wrong);
            trial.await("the kill at the engine", engine.context().killed());
            expectEnd(home);
            engine.answer().give("1");
        }
    }

    /** Sends what workers are never sent, as 1.0.x bears it. */
    @Case(rule = "CALLHOME-42")
    public void shouldStreamOnPastABrokenProtocol(Trial trial) {
        List<HeldEngine> engines = new ArrayList<>();
        List<WireProbe> homes = new ArrayList<>();
        for (byte[] wrong : NOT_FOR_WORKERS) {
            engines.add(HeldEngine.begun());
            homes.add(RawCaller.of(trial, engines.get(engines.size() - 1)).started());
            homes.get(homes.size() - 1).write(wrong);
        }
        trial.await("the time in which it is read", trial.after(A_MOMENT));
        for (int i = 0; i < homes.size(); i++) {
            expectUntouched(trial, engines.get(i), homes.get(i));
        }
    }

    /** Stops while the engine is silent, and stays so. */
    @Case(rule = "CALLHOME-43")
    public void shouldNotWaitForASilentEngineThatIsStopped(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        RawCaller caller = patient(trial, engine);
        caller.started().write(Frames.STOP);
        expectGivenUp(trial, engine, caller);
    }

    /** Goes away while the engine is silent, and stays so. */
    @Case(rule = "CALLHOME-43")
    public void shouldNotWaitForASilentEngineWhoseCallerIsGone(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        RawCaller caller = patient(trial, engine);
        caller.started().reset();
        expectGivenUp(trial, engine, caller);
    }

    /** Stops before the engine has begun, which then begins and gives nothing. */
    @Case(rule = "CALLHOME-43")
    public void shouldNotWaitForAnEngineThatBeginsWhenItIsStopped(Trial trial) {
        HeldEngine engine = new HeldEngine();
        RawCaller caller = patient(trial, engine);
        WireProbe home = caller.home();
        trial.mustHappen("the engine to be asked", engine::isAsked);
        home.write(Frames.STOP);
        trial.await("the stop at the engine", engine.context().stopped());
        engine.begin();
        expectGivenUp(trial, engine, caller);
    }

    /** Returns the caller of a worker whose bounds are so long that they cannot be what ends its request. */
    private static RawCaller patient(Trial trial, HeldEngine engine) {
        return RawCaller.of(trial, trial.manager("SEATRIAL_CLOSE_WAIT_MS", "3600000"), engine);
    }

    private static void expectGivenUp(Trial trial, HeldEngine engine, RawCaller caller) {
        trial.await("the stop at the engine", engine.context().stopped());
        trial.mustHappen(
                "a cancel of the answer of a silent engine",
                () -> engine.answer().isCancelled());
        trial.mustHappen("none in flight", () -> caller.inFlight() == 0);
    }

    private static void expectUntouched(Trial trial, HeldEngine engine, WireProbe home) {
        engine.answer().give("1");
        engine.answer().end();
        expectFrames(home, ITEM, FINAL, SENTINEL);
        expect("whether the engine was stopped", false, engine.context().isStopped());
        if (trial.network() != NetworkKind.SIMULATED) {
            home.halfClose(); // on a machine that is busy the worker may not have read it yet, and then waits for this
        }
        expectEnd(home);
    }
}
