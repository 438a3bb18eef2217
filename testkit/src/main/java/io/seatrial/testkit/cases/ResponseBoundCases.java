package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectFailure;

import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** What a caller does not wait for, or not for ever: a silent worker, one that does not close, one that announces too much. */
public final class ResponseBoundCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final String STOP = "header \"stop\"";
    private static final String KILL = "header \"kill\"";
    private static final String SILENCE = "DYN_HTTP_BACKEND_STREAM_TIMEOUT_SECS";
    private static final String CLOSE_WAIT = "SEATRIAL_CLOSE_WAIT_MS";
    private static final int LIMIT = 1024;
    private static final int MANY = 300;

    /** Creates the cases of one trial. */
    public ResponseBoundCases() {}

    /** Sends an item now and then, and then no more. */
    @Case(rule = "RESP-91")
    public void shouldFailAStreamOnWhichNothingComes(Trial trial) {
        StreamCaller caller = caller(trial, SILENCE, "2");
        RawWorker worker = called(trial, caller);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream().request(Long.MAX_VALUE);
        for (int i = 0; i < 3; i++) {
            home.expectSilence(Duration.ofMillis(1500));
            home.write(Frames.data("" + i));
        }
        trial.outcome("the end of a stream on which nothing comes", stream.end());
        expectFailure(
                "the stream",
                PlaneException.ResponseTimeout.class,
                stream.failure().orElse(null));
        expect("items before the silence", 3, stream.items().size());
        expect("what the worker is told", KILL, home.readTwoPart().words());
        home.expectClosed();
        trial.mustHappen("no connection open", () -> caller.connections() == 0);
    }

    /** Does not read for longer than a worker may be silent. */
    @Case(rule = "RESP-92")
    public void shouldNotTakeASlowConsumerForASilentWorker(Trial trial) {
        RawWorker worker = called(trial, caller(trial, SILENCE, "1"));
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        byte[] items = Bytes.concat(Collections.nCopies(MANY, Frames.data("1")).toArray(new byte[0][]));
        home.send(Bytes.concat(items, Frames.FINAL, Frames.SENTINEL));
        stream.take(1);
        trial.mustNotHappen(
                Duration.ofSeconds(5),
                "the end of a stream that its consumer does not read",
                () -> stream.end().isDone());
        expect("number of items once they are read", MANY, stream.drain().size());
    }

    /** Keeps the connection behind the final frame. */
    @Case(rule = "RESP-93")
    public void shouldNotWaitForEverForTheEndOfAnAnswerThatIsWhole(Trial trial) {
        StreamCaller caller = caller(trial, CLOSE_WAIT, "50");
        RawWorker worker = called(trial, caller);
        WireProbe home = worker.start();
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL));
        expect("items of the answer", List.of("1"), RawWorker.jsonOf(worker.stream()));
        expectParted(trial, caller, home);
    }

    /** Does not react to a stop. */
    @Case(rule = "RESP-93")
    public void shouldNotWaitForEverForAWorkerThatDoesNotStop(Trial trial) {
        StreamCaller caller = caller(trial, CLOSE_WAIT, "50");
        RawWorker worker = called(trial, caller);
        WireProbe home = worker.start();
        worker.stream();
        worker.call().stop();
        expect("what the worker is told", STOP, home.readTwoPart().words());
        home.write(Frames.data("1"));
        expectParted(trial, caller, home);
    }

    private static void expectParted(Trial trial, StreamCaller caller, WireProbe home) {
        trial.mustHappen("no connection open to a worker that keeps it", () -> caller.connections() == 0);
        home.expectClosed();
        expect("bytes before the end of the connection", 0, home.available());
    }

    /** Closes with requests in each state there is. */
    @Case(rule = "RESP-94")
    public void shouldFailWhatIsOpenWhenItsCallerCloses(Trial trial) {
        StreamCaller caller = trial.callerProcess().defaultManager().openCaller();
        RawWorker streaming = called(trial, caller);
        WireProbe home = streaming.start();
        ItemProbe<StreamItem> stream = streaming.stream().request(2);
        home.write(Frames.data("1"));
        trial.mustHappen("the first item", () -> stream.items().size() == 1);
        RawWorker waiting = called(trial, caller);
        RawWorker preparing = called(trial, caller);
        WireProbe silent = preparing.callHome();
        trial.mustHappen("the handshake's arrival", () -> caller.pending() == 1);
        trial.await("close", caller.close());
        trial.outcome("the end of a stream whose caller closes", stream.end());
        expectFailure(
                "a stream whose caller closes",
                PlaneException.class,
                stream.failure().orElse(null));
        for (RawWorker each : List.of(waiting, preparing)) {
            trial.awaitFailure("a request whose caller closes", each.call().opened(), PlaneException.class);
        }
        for (WireProbe connection : List.of(home, silent)) {
            expect("what the worker is told", KILL, connection.readTwoPart().words());
            connection.expectClosed();
        }
        trial.mustHappen("no connection open", () -> caller.connections() == 0);
        expect("requests that wait", 0, caller.pending());
    }

    /** Stops before the worker has taken the request, which then never calls home. */
    @Case(rule = "RESP-95")
    public void shouldForgetAStoppedRequestThatNobodyCallsHomeFor(Trial trial) {
        StreamCaller caller = caller(trial, "SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS", "50");
        RawWorker worker = RawWorker.asked(trial, caller, "stopped");
        worker.call().stop();
        expect("items of a stopped stream", List.of(), RawWorker.jsonOf(worker.stream()));
        worker.acknowledge("");
        trial.mustHappen("the end of the registration of a stopped request", () -> caller.pending() == 0);
        worker.callHome().expectClosed();
    }

    /** Takes longer to begin than to call home. */
    @Case(rule = "RESP-96")
    public void shouldLetAWorkerPrepareForLongerThanItMayTakeToGreet(Trial trial) {
        RawWorker worker = called(trial, caller(trial, "SEATRIAL_HANDSHAKE_TIMEOUT_MS", "50"));
        WireProbe home = worker.callHome();
        home.expectSilence(A_MOMENT.multipliedBy(4));
        home.write(Frames.PROLOGUE);
        worker.answers(home);
    }

    /** Sends the largest message there may be, and announces one that is larger by a byte. */
    @Case(rule = "RESP-97")
    public void shouldNotReadAMessageAboveTheLimit(Trial trial) {
        StreamCaller caller = caller(trial, "SEATRIAL_MAX_RESPONSE_MESSAGE_SIZE", "" + LIMIT);
        RawWorker worker = called(trial, caller);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream().request(Long.MAX_VALUE);
        home.write(Frames.data(itemOf(LIMIT)));
        trial.mustHappen(
                "an item in a message of " + LIMIT + " bytes",
                () -> stream.items().size() == 1);
        home.write(Arrays.copyOf(Frames.data(itemOf(LIMIT + 1)), Frames.TWO_PART_HEAD));
        trial.outcome("the end of a stream on which a message above the limit is announced", stream.end());
        expectFailure(
                "the stream",
                PlaneException.Disconnected.class,
                stream.failure().orElse(null));
        home.expectClosed();
    }

    /** Returns an item in whose message there are so many bytes. */
    static String itemOf(int messageBytes) {
        return "\"" + "x".repeat(messageBytes - Frames.data("\"\"").length) + "\"";
    }

    private static StreamCaller caller(Trial trial, String variable, String value) {
        return trial.callerProcess().manager(variable, value).openCaller();
    }

    private static RawWorker called(Trial trial, StreamCaller caller) {
        RawWorker worker = RawWorker.asked(trial, caller, "req-1");
        worker.acknowledge("");
        return worker;
    }
}
