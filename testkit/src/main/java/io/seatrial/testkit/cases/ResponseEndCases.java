package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** How a stream ends for its caller: well after the final frame, and as a loss in every other way. */
public final class ResponseEndCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);

    /** Creates the cases of one trial. */
    public ResponseEndCases() {}

    /** Ends the connection in the middle. */
    @Case(rule = "RESP-50")
    public void shouldReportAStreamThatEndsWithoutItsFinalFrame(Trial trial) {
        expectLost(trial, WireProbe::halfClose);
    }

    /** Cuts the connection in the middle. */
    @Case(rule = "RESP-51")
    public void shouldReportAStreamThatIsCut(Trial trial) {
        expectLost(trial, WireProbe::reset);
    }

    /** Ends the connection in the middle of a frame. */
    @Case(rule = "RESP-52")
    public void shouldReportAFrameThatIsTruncated(Trial trial) {
        expectLost(trial, home -> {
            byte[] frame = Frames.data("2");
            home.write(Arrays.copyOf(frame, frame.length - 1));
            home.halfClose();
        });
    }

    /** Says that everything was sent, without the final frame. */
    @Case(rule = "RESP-53")
    public void shouldNotTakeTheSentinelForTheEnd(Trial trial) {
        expectLost(trial, home -> home.write(Frames.SENTINEL));
    }

    /** Sends what only callers send. */
    @Case(rule = "RESP-54")
    public void shouldEndAtAControlFrameOfCallers(Trial trial) {
        expectLost(trial, home -> home.write(Bytes.concat(Frames.STOP, Frames.data("2"), Frames.FINAL)));
        expectLost(trial, home -> home.write(Bytes.concat(Frames.KILL, Frames.data("2"), Frames.FINAL)));
    }

    /** Sends a header with a body. */
    @Case(rule = "RESP-55")
    public void shouldEndAtAFrameWithBothParts(Trial trial) {
        byte[] item = Bytes.utf8("{\"data\":2,\"complete_final\":true}");
        expectLost(trial, home -> home.write(Frames.twoPart(Bytes.utf8("\"sentinel\""), item)));
        expectLost(trial, home -> home.write(Frames.twoPart(Bytes.utf8("{}"), item)));
    }

    /** Sends a header that means nothing. */
    @Case(rule = "RESP-56")
    public void shouldEndAtAHeaderThatMeansNothing(Trial trial) {
        expectLost(trial, home -> home.write(Bytes.concat(Frames.header("garbage"), Frames.FINAL)));
    }

    /** Announces more than there can be. */
    @Case(rule = "RESP-57")
    public void shouldEndAtLengthsThatWrap(Trial trial) {
        expectLost(
                trial,
                home -> home.write(
                        Bytes.empty().u64(-1).u64(-1).u64(0).raw(new byte[64]).toArray()));
    }

    private static void expectLost(Trial trial, Consumer<WireProbe> end) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        home.write(Frames.data("1"));
        expect("items before the end", List.of(new StreamItem("1", false)), stream.take(1));
        end.accept(home);
        stream.request(Long.MAX_VALUE);
        trial.awaitFailure("the stream", stream.end(), PlaneException.Disconnected.class);
        expect("number of items", 1, stream.items().size());
        home.expectClosed();
    }

    /** Leaves out the sentinel. */
    @Case(rule = "RESP-58")
    public void shouldEndWellWithoutASentinel(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL));
        home.halfClose();
        expect("items", List.of("1"), RawWorker.jsonOf(stream));
    }

    /** Cuts the connection behind the final frame. */
    @Case(rule = "RESP-59")
    public void shouldEndWellThoughItIsCutAfterTheFinalFrame(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        home.write(Frames.data("1"));
        stream.take(1);
        home.write(Frames.FINAL);
        trial.after(A_MOMENT).thenRun(home::reset); // a reset at once could overtake the frame
        expect("items", List.of("1"), RawWorker.jsonOf(stream));
    }

    /** Sends the final frame and keeps the connection. */
    @Case(rule = "RESP-60")
    public void shouldEndAtTheFinalFrame(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL));
        expect("items", List.of("1"), RawWorker.jsonOf(worker.stream()));
    }

    /** Sends the final frame and keeps the connection, as 1.0.x sees it. */
    @Case(rule = "RESP-61")
    public void shouldEndOnlyWithTheConnection(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL));
        stream.take(1);
        stream.request(1);
        trial.mustNotHappen(A_MOMENT, "the end of a stream whose connection is open", stream.end()::isDone);
        home.halfClose();
        expect("items", List.of("1"), RawWorker.jsonOf(stream));
    }

    /** Watches the connection from the worker's side. */
    @Case(rule = "RESP-62")
    public void shouldCloseTheConnectionAfterTheSentinel(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        worker.answers(home);
        home.expectClosed();
        expect("bytes that the worker was sent", 0, home.available());
        trial.mustHappen(
                "the end of the caller's connections", () -> trial.caller().connections() == 0);
    }

    /** Loses one stream of two. */
    @Case(rule = "RESP-63")
    public void shouldNotTouchOtherStreams(Trial trial) {
        RawWorker good = RawWorker.called(trial, "good");
        RawWorker bad = RawWorker.called(trial, "bad");
        WireProbe goodHome = good.start();
        WireProbe badHome = bad.start();
        ItemProbe<StreamItem> stream = good.stream();
        ItemProbe<StreamItem> lost = bad.stream().request(Long.MAX_VALUE);
        badHome.write(Frames.header("garbage"));
        trial.awaitFailure("the broken stream", lost.end(), PlaneException.Disconnected.class);
        expectThat("the other stream", "still open", !stream.end().isDone(), stream.end());
        goodHome.write(Bytes.concat(Frames.data("1"), Frames.FINAL, Frames.SENTINEL));
        expect("items of the other stream", List.of("1"), RawWorker.jsonOf(stream));
    }
}
