package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectFailure;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Flow;

/** The consumer of a stream: how it may ask for items, what becomes of one that asks wrongly, and of a stream that has none. */
public final class ResponseConsumerCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final String KILL = "header \"kill\"";

    /** Creates the cases of one trial. */
    public ResponseConsumerCases() {}

    /** Opens a stream and leaves it. */
    @Case(rule = "RESP-86")
    public void shouldGiveUpAStreamThatNobodySubscribesTo(Trial trial) {
        StreamCaller caller = trial.callerProcess()
                .manager("SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS", "200")
                .openCaller();
        RawWorker worker = RawWorker.asked(trial, caller, "forgotten");
        WireProbe home = worker.connect();
        home.write(Bytes.concat(Frames.handshake(worker.subject()), Frames.PROLOGUE));
        trial.mustHappen("the handshake's arrival", () -> caller.pending() == 0);
        worker.acknowledge(""); // last, so that the bound is for the consumer alone
        trial.await("the stream", worker.call().opened());
        trial.mustHappen("a word to the worker of a stream that nobody subscribes to", () -> home.available() > 0);
        expect("what the worker is told", KILL, home.readTwoPart().words());
        home.expectClosed();
        trial.mustHappen("no connection open", () -> caller.connections() == 0);
    }

    /** Asks for each item from within a signal. */
    @Case(rule = "RESP-87")
    public void shouldLetAConsumerAskFromWithinItsSignals(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        Flow.Publisher<StreamItem> stream =
                trial.await("the stream", worker.call().opened());
        home.write(Bytes.concat(Frames.data("1"), Frames.data("2"), Frames.data("3"), Frames.FINAL, Frames.SENTINEL));
        trial.await("the time in which they come", trial.after(A_MOMENT));
        OneByOne consumer = new OneByOne();
        stream.subscribe(consumer);
        trial.await("the end of a stream whose consumer asks as it subscribes", consumer.end());
        expect("its signals", List.of("subscribed", "1", "2", "3"), consumer.signals());
    }

    /** Asks for no items. */
    @Case(rule = "RESP-88")
    public void shouldFailAConsumerThatAsksForNothing(Trial trial) {
        for (long count : List.of(0L, -1L)) {
            RawWorker worker = RawWorker.called(trial, "req" + count);
            WireProbe home = worker.start();
            ItemProbe<StreamItem> stream = worker.stream();
            stream.request(count);
            trial.outcome("the end of a stream that is asked for " + count + " items", stream.end());
            expectFailure(
                    "the stream",
                    IllegalArgumentException.class,
                    stream.failure().orElse(null));
            expect("what its worker is told", KILL, home.readTwoPart().words());
            home.expectClosed();
        }
    }

    /** Subscribes twice. */
    @Case(rule = "RESP-89")
    public void shouldRefuseASecondConsumer(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        Flow.Publisher<StreamItem> stream =
                trial.await("the stream", worker.call().opened());
        ItemProbe<StreamItem> first = trial.subscribe(stream);
        home.write(Frames.data("1"));
        first.take(1);
        ItemProbe<StreamItem> second = trial.subscribe(stream);
        trial.outcome("the end of a stream for its second consumer", second.end());
        expectFailure(
                "the second subscription",
                IllegalStateException.class,
                second.failure().orElse(null));
        home.write(Bytes.concat(Frames.data("2"), Frames.FINAL, Frames.SENTINEL));
        expect("items of the first", List.of("1", "2"), RawWorker.jsonOf(first));
    }

    /** Asks for one more than everything. */
    @Case(rule = "RESP-90")
    public void shouldTakeADemandWithoutBoundForOne(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        stream.request(1);
        stream.request(Long.MAX_VALUE);
        home.write(Bytes.concat(Frames.data("1"), Frames.data("2"), Frames.data("3"), Frames.FINAL, Frames.SENTINEL));
        trial.await("the end of a stream of which more was asked for than a long holds", stream.end());
        expect("items", 3, stream.items().size());
    }
}
