package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.List;

/** A caller that wants no more: what its worker is told, and how the caller's stream ends. */
public final class ResponseCancelCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final String STOP = "header \"stop\"";
    private static final String KILL = "header \"kill\"";

    /** Creates the cases of one trial. */
    public ResponseCancelCases() {}

    /** Cancels the subscription. */
    @Case(rule = "RESP-70")
    public void shouldKillTheWorkerOfAStreamThatIsDropped(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        home.write(Frames.data("1"));
        stream.take(1);
        stream.cancel();
        expectTold(home, KILL);
        home.expectClosed();
        expect("bytes behind the kill", 0, home.available());
    }

    /** Kills the request. */
    @Case(rule = "RESP-71")
    public void shouldTellAKillAndEnd(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        worker.call().kill();
        expectTold(home, KILL);
        expect("items of a killed stream", List.of(), RawWorker.jsonOf(stream));
        home.expectClosed();
    }

    /** Stops twice, then kills. */
    @Case(rule = "RESP-72")
    public void shouldTellOneStopAndALaterKill(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        worker.stream();
        worker.call().stop();
        worker.call().stop();
        expectTold(home, STOP);
        home.expectSilence(A_MOMENT);
        worker.call().kill();
        expectTold(home, KILL);
        home.expectClosed();
        expect("bytes behind the kill", 0, home.available());
    }

    /** Breaks off when it is told to stop, as workers do. */
    @Case(rule = "RESP-73")
    public void shouldEndWellWhenAStoppedWorkerBreaksOff(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        worker.call().stop();
        expectTold(home, STOP);
        home.halfClose();
        expect("items of a stopped stream", List.of(), RawWorker.jsonOf(stream));
    }

    /** Stops a worker that does not react. */
    @Case(rule = "RESP-74")
    public void shouldEndAtOnceWhenItIsStopped(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        worker.call().stop();
        expect("items of a stopped stream", List.of(), RawWorker.jsonOf(stream));
        expectTold(home, STOP);
    }

    /** Stops a stream whose items wait for a consumer that asks for no more. */
    @Case(rule = "RESP-74")
    public void shouldEndAtOnceThoughItemsWait(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        home.write(Bytes.concat(Frames.data("1"), Frames.data("2"), Frames.data("3")));
        stream.take(1);
        worker.call().stop();
        trial.await("the end of a stopped stream whose items nobody asks for", stream.end());
        expect("number of items", 1, stream.items().size());
        expectTold(home, STOP);
    }

    /** Reads on after a stop, as 1.0.x does. */
    @Case(rule = "RESP-75")
    public void shouldReadOnAfterAStop(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        worker.call().stop();
        expectTold(home, STOP);
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL, Frames.SENTINEL));
        expect("items that came after the stop", List.of("1"), RawWorker.jsonOf(stream));
    }

    /** Stops before the worker has begun. */
    @Case(rule = "RESP-76")
    public void shouldTellAStopBeforeThePrologue(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.callHome();
        worker.call().stop();
        expectTold(home, STOP);
        expect("items of a stopped stream", List.of(), RawWorker.jsonOf(worker.stream()));
    }

    /** Kills before the worker has begun. */
    @Case(rule = "RESP-77")
    public void shouldTellAKillBeforeThePrologue(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.callHome();
        worker.call().kill();
        expectTold(home, KILL);
        expect("items of a killed stream", List.of(), RawWorker.jsonOf(worker.stream()));
        home.expectClosed();
    }

    /** Stops before the worker has begun, as 1.0.x does it. */
    @Case(rule = "RESP-78")
    public void shouldTellAnEarlyStopRightAfterThePrologue(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.callHome();
        worker.call().stop();
        home.expectSilence(A_MOMENT);
        home.write(Frames.PROLOGUE);
        expectTold(home, STOP);
    }

    /** Kills before the worker has begun, as 1.0.x does it. */
    @Case(rule = "RESP-79")
    public void shouldTellAnEarlyKillRightAfterThePrologue(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.callHome();
        worker.call().kill();
        home.expectSilence(A_MOMENT);
        home.write(Frames.PROLOGUE);
        expectTold(home, KILL);
        home.expectClosed();
    }

    /** Gives the request up while the worker prepares. */
    @Case(rule = "RESP-80")
    public void shouldKillTheWorkerOfARequestThatIsGivenUp(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.callHome();
        trial.mustHappen("the handshake's arrival", () -> trial.caller().pending() == 0);
        worker.call().opened().toCompletableFuture().cancel(false);
        expectTold(home, KILL);
        home.expectClosed();
    }

    /** Gives the request up while the worker prepares, as 1.0.x does it. */
    @Case(rule = "RESP-81")
    public void shouldResetAWorkerThatBeginsForNobody(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.callHome();
        trial.mustHappen("the handshake's arrival", () -> trial.caller().pending() == 0);
        worker.call().opened().toCompletableFuture().cancel(false);
        home.expectSilence(A_MOMENT);
        home.write(Frames.PROLOGUE);
        home.expectReset();
    }

    /** Gives the request up before anybody has called home. */
    @Case(rule = "RESP-82")
    public void shouldForgetARequestThatIsGivenUp(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        worker.call().opened().toCompletableFuture().cancel(false);
        trial.mustHappen("the end of the registration", () -> trial.caller().pending() == 0);
        worker.callHome().expectReset();
    }

    /** Kills, then stops, before the worker has begun. */
    @Case(rule = "RESP-83")
    public void shouldLetAKillWinOverALaterStop(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        worker.call().kill();
        worker.call().stop();
        expectTold(worker.callHome(), KILL);
    }

    /** Kills, then stops, before the worker has begun, as 1.0.x does it. */
    @Case(rule = "RESP-84")
    public void shouldLetAStopReplaceAnEarlierKill(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        worker.call().kill();
        worker.call().stop();
        expectTold(worker.start(), STOP);
    }

    private static void expectTold(WireProbe home, String words) {
        expect("what the worker is told", words, home.readTwoPart().words());
    }
}
