package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a caller makes of the frames of a stream, item by item. */
public final class ResponseItemCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final int LARGE_BYTES = 1 << 20;
    private static final int MANY = 300;
    private static final int ITEM_BYTES = 64 * 1024;

    /** Creates the cases of one trial. */
    public ResponseItemCases() {}

    /** Sends frames with nothing in them. */
    @Case(rule = "RESP-30")
    public void shouldIgnoreEmptyFrames(Trial trial) {
        byte[] empty = Frames.twoPart(new byte[0], new byte[0]);
        expect("items", List.of("1", "2"), itemsOf(trial, empty, Frames.data("1"), empty, empty, Frames.data("2")));
    }

    /** Sends everything at once, and more than everything. */
    @Case(rule = "RESP-31")
    public void shouldReadAWholeAnswerFromOneSegment(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.connect();
        home.write(Bytes.concat(
                Frames.handshake(worker.subject()),
                Frames.PROLOGUE,
                Frames.data("1"),
                Frames.data("2"),
                Frames.FINAL,
                Frames.SENTINEL,
                Bytes.utf8("whatever follows")));
        expect("items", List.of("1", "2"), RawWorker.jsonOf(worker.stream()));
    }

    /** Sends an answer one byte at a time. */
    @Case(rule = "RESP-32")
    public void shouldReadAnAnswerThatComesInPieces(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        home.writeByteByByte(Bytes.concat(Frames.data("1"), Frames.data("2"), Frames.FINAL));
        home.write(Frames.SENTINEL);
        expect("items", List.of("1", "2"), RawWorker.jsonOf(stream));
    }

    /** Sends checksums that are wrong. */
    @Case(rule = "RESP-33")
    public void shouldNotLookAtChecksums(Trial trial) {
        byte[] body = Bytes.utf8("{\"data\":1,\"complete_final\":false}");
        byte[] frame = Frames.twoPart(new Frames.TwoPart(new byte[0], body, 0x0123_4567_89ab_cdefL));
        expect("items", List.of("1"), itemsOf(trial, frame));
    }

    /** Sends an item of a mebibyte. */
    @Case(rule = "RESP-34")
    public void shouldTakeLargeItems(Trial trial) {
        String item = "\"" + "x".repeat(LARGE_BYTES) + "\"";
        List<String> items = itemsOf(trial, Frames.data(item));
        expect("number of items", 1, items.size());
        expect("whether the item came unchanged", true, items.get(0).equals(item));
    }

    /** Sends a frame without an item, which is not the last. */
    @Case(rule = "RESP-35")
    public void shouldMakeAnErrorOfAFrameWithoutAnItem(Trial trial) {
        expectErrorBetween(trial, "{\"complete_final\":false}");
        expectErrorBetween(trial, "{\"data\":null,\"complete_final\":false}");
    }

    /** Sends what is no JSON, or not that of a frame. */
    @Case(rule = "RESP-36")
    public void shouldMakeAnErrorOfAFrameThatCannotBeRead(Trial trial) {
        expectErrorBetween(trial, "{\"data\":");
        expectErrorBetween(trial, "nonsense");
        expectErrorBetween(trial, "{\"data\":1}");
        expectErrorBetween(trial, "{\"data\":1,\"complete_final\":\"yes\"}");
    }

    private static void expectErrorBetween(Trial trial, String body) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        home.write(Bytes.concat(Frames.data("1"), Frames.body(body), Frames.data("2"), Frames.FINAL, Frames.SENTINEL));
        List<StreamItem> items = stream.drain();
        expect(
                "which items are errors, for a frame with " + body,
                List.of(false, true, false),
                items.stream().map(StreamItem::isError).toList());
        expect("the item behind the error", "2", items.get(2).json());
    }

    /** Sends the last item with the final mark on it. */
    @Case(rule = "RESP-37")
    public void shouldDeliverAnItemThatComesWithTheEnd(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        home.write(
                Bytes.concat(Frames.data("1"), Frames.body("{\"data\":2,\"complete_final\":true}"), Frames.SENTINEL));
        expect("items", List.of("1", "2"), RawWorker.jsonOf(worker.stream()));
    }

    /** Sends the final mark in its other form. */
    @Case(rule = "RESP-38")
    public void shouldTakeNullDataForNone(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        home.write(Bytes.concat(
                Frames.data("1"), Frames.body("{\"data\":null,\"complete_final\":true}"), Frames.SENTINEL));
        expect("items", List.of("1"), RawWorker.jsonOf(worker.stream()));
    }

    /** Sends items that speak of errors. */
    @Case(rule = "RESP-39")
    public void shouldTellItemsThatAreErrorsByTheirEvent(Trial trial) {
        String error = "{\"error_type\":\"Unknown\",\"message\":\"boom\"}";
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        home.write(Bytes.concat(
                Frames.data("{\"event\":\"error\",\"error\":" + error + "}"),
                Frames.data("{\"event\":\"error\",\"comment\":[\"boom\",\"bang\"]}"),
                Frames.data("{\"event\":\"e\\u0072ror\"}"), // escapes change no text
                Frames.data("{\"\\u0065vent\":\"error\"}"),
                Frames.data("{\"data\":1,\"error\":" + error + "}"),
                Frames.data("{\"event\":\"other\",\"data\":1}"),
                Frames.FINAL,
                Frames.SENTINEL));
        expect(
                "which items are errors",
                List.of(true, true, true, true, false, false),
                worker.stream().drain().stream().map(StreamItem::isError).toList());
    }

    /** Sends an item behind the final frame, as the reference sees it. */
    @Case(rule = "RESP-40")
    public void shouldEndBeforeWhatFollowsTheFinalFrame(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL, Frames.data("2"), Frames.SENTINEL));
        expect("items", List.of("1"), RawWorker.jsonOf(worker.stream()));
    }

    /** Sends an item behind the final frame, as 1.0.x sees it. */
    @Case(rule = "RESP-41")
    public void shouldMakeAnErrorOfWhatFollowsTheFinalFrame(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL, Frames.data("2"), Frames.SENTINEL));
        List<StreamItem> items = worker.stream().drain();
        expect(
                "which items are errors",
                List.of(false, true),
                items.stream().map(StreamItem::isError).toList());
        expectContains(
                "the error",
                "Response received after generation ended",
                items.get(1).json());
    }

    /** Stops reading, with a large answer on its way. */
    @Case(rule = "RESP-42")
    public void shouldSlowAWorkerWhoseItemsAreNotRead(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        byte[] frame = Frames.data("\"" + "x".repeat(ITEM_BYTES) + "\"");
        byte[] all = Bytes.concat(Collections.nCopies(MANY, frame).toArray(new byte[0][]));
        CompletableFuture<Void> sent =
                home.send(Bytes.concat(all, Frames.FINAL, Frames.SENTINEL)).toCompletableFuture();
        // In virtual time so much needs seconds to be carried, which cost nothing there.
        Duration span = trial.network() == NetworkKind.SIMULATED ? Duration.ofSeconds(30) : A_MOMENT.multipliedBy(2);
        trial.mustNotHappen(span, MANY + " large items taken while nobody reads them", sent::isDone);
        expect("number of items once they are read", MANY, stream.drain().size());
    }

    private static List<String> itemsOf(Trial trial, byte[]... frames) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        home.write(Bytes.concat(Bytes.concat(frames), Frames.FINAL, Frames.SENTINEL));
        return RawWorker.jsonOf(stream);
    }
}
