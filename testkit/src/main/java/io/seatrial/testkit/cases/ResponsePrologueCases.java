package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;

import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.WireProbe;
import java.util.List;

/** Between the handshake and the stream: what a worker says before its first item, and what becomes of a caller whose worker does not. */
public final class ResponsePrologueCases {

    private static final String UNLINKED = "Unlinked request; initiating request task was dropped or cancelled";

    /** Creates the cases of one trial. */
    public ResponsePrologueCases() {}

    /** Ends the connection in order, before the prologue. */
    @Case(rule = "RESP-20")
    public void shouldFailTheCallerOfAWorkerThatLeaves(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.callHome();
        home.halfClose();
        expectUnlinked(trial, worker, PlaneException.class);
        home.expectClosed();
    }

    /** Cuts the connection before the prologue. */
    @Case(rule = "RESP-21")
    public void shouldFailTheCallerOfAWorkerThatDies(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.callHome();
        trial.mustHappen("the handshake's arrival", () -> trial.caller().pending() == 0);
        home.reset();
        expectUnlinked(trial, worker, PlaneException.class);
    }

    /** Looks at the type of that failure. */
    @Case(rule = "RESP-22")
    public void shouldSayThatTheWorkerIsLost(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        worker.callHome().halfClose();
        expectUnlinked(trial, worker, PlaneException.Disconnected.class);
    }

    /** Looks at the type of that failure, as 1.0.x has it. */
    @Case(rule = "RESP-23")
    public void shouldLeaveTheLossOfTheWorkerUntyped(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        worker.callHome().halfClose();
        expectUnlinked(trial, worker, PlaneException.Untyped.class);
    }

    /** Refuses as an engine does. */
    @Case(rule = "RESP-24")
    public void shouldHandOnWhyTheWorkerRefused(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.callHome();
        home.write(Bytes.concat(Frames.failedPrologue("Generate Error: boom"), Frames.SENTINEL));
        PlaneException failure = trial.awaitFailure(
                "a request that its engine refused", worker.call().opened(), PlaneException.class);
        expect(
                "the failure's message",
                "Failed to establish a streaming connection: Generate Error: boom",
                failure.getMessage());
        home.expectReset();
    }

    /** Says only as much as it must, and more. */
    @Case(rule = "RESP-25")
    public void shouldAcceptEveryPrologueWithoutAnError(Trial trial) {
        for (String prologue : List.of("{}", "{\"error\":null,\"later\":1}", "{\"typed_error\":null}")) {
            RawWorker worker = RawWorker.called(trial);
            WireProbe home = worker.callHome();
            home.write(Frames.header(prologue));
            worker.answers(home);
        }
    }

    /** Says what is no prologue. */
    @Case(rule = "RESP-26")
    public void shouldFailTheCallerOfAWorkerThatBeginsWrongly(Trial trial) {
        for (String prologue : List.of("\"sentinel\"", "[]", "{", "{\"error\":1}")) {
            expectRefused(trial, Frames.header(prologue));
        }
    }

    /** Begins with frames of another kind. */
    @Case(rule = "RESP-27")
    public void shouldTakeOnlyAHeaderForAPrologue(Trial trial) {
        expectRefused(trial, Frames.twoPart(Bytes.utf8("{\"error\":null}"), Bytes.utf8("{}")));
        expectRefused(trial, Frames.data("1"));
        expectRefused(trial, Frames.twoPart(new byte[0], new byte[0]));
    }

    private static void expectRefused(Trial trial, byte[] prologue) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.callHome();
        home.write(prologue);
        expectUnlinked(trial, worker, PlaneException.class);
        home.expectReset();
    }

    private static void expectUnlinked(Trial trial, RawWorker worker, Class<? extends PlaneException> type) {
        PlaneException failure = trial.awaitFailure(
                "a request whose worker did not begin", worker.call().opened(), type);
        expectContains("the failure's message", UNLINKED, failure.getMessage());
        expect("requests that wait", 0, trial.caller().pending());
    }

    /** Acknowledges, and never calls home. */
    @Case(rule = "RESP-28")
    public void shouldNotWaitForAWorkerForEver(Trial trial) {
        RawWorker worker = impatient(trial);
        worker.acknowledge("");
        trial.awaitFailure(
                "a request whose worker never calls home",
                worker.call().opened(),
                PlaneException.ResponseTimeout.class);
        worker.callHome().expectReset();
    }

    /** Calls home and stalls. */
    @Case(rule = "RESP-29")
    public void shouldNotWaitForAPrologueForEver(Trial trial) {
        RawWorker worker = impatient(trial);
        worker.acknowledge("");
        WireProbe home = worker.callHome();
        trial.awaitFailure(
                "a request whose worker says nothing after its handshake",
                worker.call().opened(),
                PlaneException.ResponseTimeout.class);
        home.expectClosed();
    }

    private static RawWorker impatient(Trial trial) {
        return RawWorker.asked(
                trial,
                trial.callerProcess()
                        .manager("SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS", "50")
                        .openCaller(),
                "silent");
    }
}
