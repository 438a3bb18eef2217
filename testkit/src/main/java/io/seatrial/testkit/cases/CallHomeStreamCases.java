package io.seatrial.testkit.cases;

import static io.seatrial.testkit.cases.RawCaller.expectEnd;
import static io.seatrial.testkit.cases.RawCaller.expectFrames;
import static io.seatrial.testkit.expect.Expect.expect;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.StreamEngine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** What a worker sends home: handshake, prologue, items, final frame and sentinel, and what is left out when its engine fails. */
public final class CallHomeStreamCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final String STARTED = "header {\"error\":null}";
    private static final String FINAL = "body {\"complete_final\":true}";
    private static final String SENTINEL = "header \"sentinel\"";
    private static final int MANY = 300;
    private static final int ITEM_BYTES = 64 * 1024;
    private static final int LIMIT = 1024;

    /** Creates the cases of one trial. */
    public CallHomeStreamCases() {}

    /** Reads the first frame. */
    @Case(rule = "CALLHOME-01")
    public void shouldBeginWithTheHandshake(Trial trial) {
        RawCaller caller = RawCaller.of(trial, answering(trial));
        caller.send(caller.control());
        Frames.TwoPart first = caller.listener().accept().readTwoPart();
        expect("handshake", RawCaller.HANDSHAKE, first.words());
        expect("its checksum", 0L, first.checksum());
    }

    /** Holds the engine back. */
    @Case(rule = "CALLHOME-02")
    public void shouldSendThePrologueOnlyWhenTheEngineHasBegun(Trial trial) {
        HeldEngine engine = new HeldEngine();
        WireProbe home = RawCaller.of(trial, engine).home();
        trial.mustHappen("the engine to be asked", engine::isAsked);
        home.expectSilence(A_MOMENT);
        engine.begin();
        expectFrames(home, STARTED);
        engine.answer().end();
        expectFrames(home, FINAL, SENTINEL);
    }

    /** Reads a whole answer. */
    @Case(rule = "CALLHOME-03")
    public void shouldSendItemsThenTheFinalFrameThenTheSentinel(Trial trial) {
        List<String> items = List.of("{\"data\":{\"token_ids\":[1]}}", "[ 1 , 2.50 ]", "\"\\u00e9\\n\"", "0");
        WireProbe home = RawCaller.of(trial, answering(trial, items.toArray(String[]::new)))
                .home();
        expectFrames(home, STARTED);
        items.forEach(item -> expectFrames(home, "body {\"data\":" + item + ",\"complete_final\":false}"));
        expectFrames(home, FINAL, SENTINEL);
    }

    /** Answers with nothing. */
    @Case(rule = "CALLHOME-04")
    public void shouldSendTheFinalFrameOfAnEmptyAnswer(Trial trial) {
        expectFrames(RawCaller.of(trial, answering(trial)).home(), STARTED, FINAL, SENTINEL);
    }

    /** Looks at what the engine was given. */
    @Case(rule = "CALLHOME-05")
    public void shouldHandTheRequestToTheEngine(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        RawCaller caller = RawCaller.of(trial, engine);
        WireProbe home = caller.started();
        expect("the request", RawCaller.REQUEST, engine.request());
        expect("its id", RawCaller.ID, engine.context().id());
        expect("whether it is stopped", false, engine.context().isStopped());
        expect("requests in flight while it streams", 1, caller.inFlight());
        engine.answer().end();
        expectFrames(home, FINAL, SENTINEL);
        caller.expectCounted(trial, Map.of());
    }

    /** Sends each item as it is made. */
    @Case(rule = "CALLHOME-06")
    public void shouldSendAnItemWithoutWaitingForTheNext(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        WireProbe home = RawCaller.of(trial, engine).started();
        for (int i = 0; i < 3; i++) {
            engine.answer().give("" + i);
            trial.mustHappen("item " + i + " to be sent before there is another", () -> home.available() > 0);
            expectFrames(home, "body {\"data\":" + i + ",\"complete_final\":false}");
        }
        engine.answer().end();
        expectFrames(home, FINAL, SENTINEL);
    }

    /** Lets the engine refuse. */
    @Case(rule = "CALLHOME-07")
    public void shouldSendWhyTheEngineRefused(Trial trial) {
        RawCaller caller = RawCaller.of(trial, (json, context) -> failedFuture(new IllegalStateException("boom")));
        expectFrames(caller.home(), "header {\"error\":\"Generate Error: boom\"}", SENTINEL);
        caller.expectCounted(trial, Map.of("generate", 1L));
    }

    /** Lets the engine refuse with a chain of causes. */
    @Case(rule = "CALLHOME-08")
    public void shouldSendTheOutermostMessageOnly(Trial trial) {
        Exception failure = new IllegalStateException("outer", new IllegalArgumentException("inner"));
        WireProbe home =
                RawCaller.of(trial, (json, context) -> failedFuture(failure)).home();
        expectFrames(home, "header {\"error\":\"Generate Error: outer\"}", SENTINEL);
    }

    /** Lets the engine throw. */
    @Case(rule = "CALLHOME-09")
    public void shouldTreatAnEngineThatThrowsAsOneThatRefuses(Trial trial) {
        RawCaller caller = RawCaller.of(trial, (json, context) -> {
            throw new IllegalStateException("boom");
        });
        expectFrames(caller.home(), "header {\"error\":\"Generate Error: boom\"}", SENTINEL);
        caller.expectCounted(trial, Map.of("generate", 1L));
    }

    /** Lets the engine fail in the middle. */
    @Case(rule = "CALLHOME-10")
    public void shouldLeaveOutTheFinalFrameWhenTheEngineBreaksOff(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        RawCaller caller = RawCaller.of(trial, engine);
        WireProbe home = caller.started();
        engine.answer().give("1");
        engine.answer().fail(new IllegalStateException("boom"));
        expectFrames(home, "body {\"data\":1,\"complete_final\":false}", SENTINEL);
        trial.mustHappen("none in flight", () -> caller.inFlight() == 0);
    }

    /** Closes when everything has come. */
    @Case(rule = "CALLHOME-11")
    public void shouldCloseWhenTheCallerHasClosed(Trial trial) {
        WireProbe home = RawCaller.of(trial, answering(trial)).home();
        expectFrames(home, STARTED, FINAL, SENTINEL);
        home.expectSilence(A_MOMENT);
        home.halfClose();
        expectEnd(home);
    }

    /** Does not close when everything has come. */
    @Case(rule = "CALLHOME-12")
    public void shouldNotWaitForTheCallersCloseForEver(Trial trial) {
        WireProbe home = RawCaller.of(trial, trial.manager("SEATRIAL_CLOSE_WAIT_MS", "50"), answering(trial))
                .home();
        expectFrames(home, STARTED, FINAL, SENTINEL);
        expectEnd(home);
    }

    /** Sends more than the request. */
    @Case(rule = "CALLHOME-13")
    public void shouldIgnoreWhatFollowsTheRequest(Trial trial) {
        RawCaller caller = RawCaller.of(trial, answering(trial));
        byte[] payload = Frames.twoPart(Bytes.utf8(caller.control()), Bytes.utf8(RawCaller.REQUEST));
        caller.send(Bytes.concat(payload, Bytes.utf8("whatever follows")));
        expectFrames(caller.greeted(), STARTED, FINAL, SENTINEL);
    }

    /** Adds what later callers send. */
    @Case(rule = "CALLHOME-14")
    public void shouldIgnoreWhatIsUnknownInTheControlMessage(Trial trial) {
        RawCaller caller = RawCaller.of(trial, answering(trial));
        caller.send(caller.control()
                .replace("{\"id\"", "{\"payload_codec\":\"json\",\"metadata\":{\"a\":\"b\"},\"id\"")
                .replace("{\\\"address", "{\\\"later\\\":[1,{}],\\\"address"));
        expectFrames(caller.greeted(), STARTED, FINAL, SENTINEL);
    }

    /** Sends a checksum that is wrong. */
    @Case(rule = "CALLHOME-15")
    public void shouldNotLookAtTheChecksumOfARequest(Trial trial) {
        RawCaller caller = RawCaller.of(trial, answering(trial));
        caller.send(Frames.twoPart(new Frames.TwoPart(
                Bytes.utf8(caller.control()), Bytes.utf8(RawCaller.REQUEST), 0x0123_4567_89ab_cdefL)));
        expectFrames(caller.greeted(), STARTED, FINAL, SENTINEL);
    }

    /** Sends two requests with one id. */
    @Case(rule = "CALLHOME-16")
    public void shouldKeepRequestsOfOneIdApart(Trial trial) {
        RawCaller caller =
                RawCaller.of(trial, (json, context) -> trial.after(A_MOMENT).thenApply(passed -> trial.items("1")));
        WireProbe one = caller.home();
        WireProbe other = caller.home();
        String item = "body {\"data\":1,\"complete_final\":false}";
        expectFrames(one, STARTED, item, FINAL, SENTINEL);
        expectFrames(other, STARTED, item, FINAL, SENTINEL);
    }

    /** Does not read a large answer. */
    @Case(rule = "CALLHOME-17")
    public void shouldNotAskTheEngineForMoreThanTheCallerTakes(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        WireProbe home = RawCaller.of(trial, engine).started();
        home.pauseReading();
        String item = "\"" + "x".repeat(ITEM_BYTES) + "\"";
        for (int i = 0; i < MANY; i++) {
            engine.answer().give(item);
        }
        engine.answer().end();
        trial.mustNotHappen(
                A_MOMENT,
                "all " + MANY + " large items taken while nobody reads them",
                () -> engine.answer().given() == MANY);
        home.resumeReading();
        home.read(MANY * Frames.data(item).length);
        expectFrames(home, FINAL, SENTINEL);
    }

    /** Gives the largest item there may be, one that is larger by a byte, and one more. */
    @Case(rule = "CALLHOME-18")
    public void shouldBreakOffAtAnItemAboveTheLimit(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        RawCaller caller = RawCaller.of(trial, trial.manager("SEATRIAL_MAX_RESPONSE_MESSAGE_SIZE", "" + LIMIT), engine);
        WireProbe home = caller.started();
        String largest = ResponseBoundCases.itemOf(LIMIT);
        engine.answer().give(largest);
        expectFrames(home, "body {\"data\":" + largest + ",\"complete_final\":false}");
        engine.answer().give(ResponseBoundCases.itemOf(LIMIT + 1));
        engine.answer().give("1");
        expectFrames(home, SENTINEL);
        trial.mustHappen("the end of the subscription", () -> engine.answer().isCancelled());
        caller.expectCounted(trial, Map.of("generate", 1L));
    }

    /** Takes the subscriber some time after it was asked to. */
    @Case(rule = "CALLHOME-19")
    public void shouldWaitForAnEngineThatTakesItsSubscriberLater(Trial trial) {
        CompletableFuture<Flow.Subscriber<? super String>> asked = new CompletableFuture<>();
        WireProbe home = RawCaller.of(trial, (json, context) -> completedFuture(asked::complete))
                .home();
        Flow.Subscriber<? super String> subscriber = trial.await("the engine's subscriber", asked);
        trial.await("the time that the engine takes", trial.after(A_MOMENT));
        Items<String> answer = Items.of(List.of("1"));
        answer.subscribe(subscriber);
        trial.mustHappen("an item taken from an engine that took its subscriber later", () -> answer.given() == 1);
        expectFrames(home, STARTED, "body {\"data\":1,\"complete_final\":false}", FINAL, SENTINEL);
    }

    private static StreamEngine answering(Trial trial, String... items) {
        return (json, context) -> completedFuture(trial.items(items));
    }
}
