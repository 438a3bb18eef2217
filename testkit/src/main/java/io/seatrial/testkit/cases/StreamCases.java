package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectFailure;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.Disconnected;
import io.seatrial.plane.PlaneException.ResponseTimeout;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Whole requests with both sides of the plane under test, on any transport. */
public final class StreamCases {

    private static final int MANY_ITEMS = 200;
    private static final int MANY_REQUESTS = 64;
    private static final int ITEMS_OF_MANY = 5;
    private static final int LARGE_ITEM = 64 * 1024;
    private static final int LARGE_REQUEST = 512 * 1024;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** Creates the cases of one trial. */
    public StreamCases() {}

    /** Reads a long answer. */
    @Case(rule = "STREAM-01")
    public void shouldDeliverEachItemInOrder(Trial trial) {
        List<String> items = numbers(MANY_ITEMS);
        StreamEngine engine = (json, context) -> CompletableFuture.completedFuture(Items.of(items));
        StreamCall call = call(trial, serve(trial, engine), "{}");
        expect("the items", items, drained(trial, call));
    }

    /** Calls an engine that says no. */
    @Case(rule = "STREAM-02")
    public void shouldTellWhyTheEngineRefuses(Trial trial) {
        StreamEngine engine =
                (json, context) -> CompletableFuture.failedFuture(new IllegalArgumentException("no such model"));
        PlaneException error = trial.awaitFailure(
                "a request that its engine refuses",
                call(trial, serve(trial, engine), "{}").opened(),
                PlaneException.class);
        expectContains(
                "text of the error",
                "Failed to establish a streaming connection: Generate Error: no such model",
                error.getMessage());
    }

    /** Stops a request in the middle. */
    @Case(rule = "STREAM-03")
    public void shouldStopTheEngine(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = call(trial, serve(trial, engine), "{}");
        begin(trial, call, engine);
        call.stop();
        trial.await("the stop at the engine", engine.context().stopped());
        expect("whether the engine was killed", false, engine.context().isKilled());
        engine.answer().end();
    }

    /** Kills a request in the middle. */
    @Case(rule = "STREAM-04")
    public void shouldKillTheEngine(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = call(trial, serve(trial, engine), "{}");
        begin(trial, call, engine);
        call.kill();
        trial.await("the kill at the engine", engine.context().killed());
        engine.answer().end();
    }

    /** Drops a stream in the middle. */
    @Case(rule = "STREAM-05")
    public void shouldTellTheEngineOfADroppedStream(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = call(trial, serve(trial, engine), "{}");
        begin(trial, call, engine).cancel();
        trial.await("the stop at the engine", engine.context().stopped());
        engine.answer().end();
    }

    /** Breaks off behind an item. */
    @Case(rule = "STREAM-06")
    public void shouldFailAStreamThatBreaksOff(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = call(trial, serve(trial, engine), "{}");
        ItemProbe<StreamItem> stream = begin(trial, call, engine).request(1);
        engine.answer().fail(new IllegalStateException("an engine that breaks off"));
        trial.outcome("the end of the stream", stream.end());
        Disconnected failure =
                expectFailure("the stream", Disconnected.class, stream.failure().orElse(null));
        expectContains("text of the error", "Stream ended before generation completed", failure.getMessage());
        expect("items before it", 1, stream.items().size());
    }

    /** Takes nothing for a while. */
    @Case(rule = "STREAM-07")
    public void shouldSlowAnEngineWhoseCallerDoesNotRead(Trial trial) {
        String large = "\"" + "x".repeat(LARGE_ITEM) + "\"";
        Items<String> answer = Items.open();
        for (int i = 0; i < MANY_ITEMS; i++) {
            answer.give(large);
        }
        answer.end();
        StreamEngine engine = (json, context) -> CompletableFuture.completedFuture(answer);
        StreamCall call = call(trial, serve(trial, engine), "{}");
        ItemProbe<StreamItem> stream = trial.subscribe(trial.await("the stream", call.opened()));
        stream.take(1);
        trial.mustNotHappen(java.time.Duration.ofMillis(100), "the engine is done", () -> answer.given() == MANY_ITEMS);
        expect("items in the end", MANY_ITEMS, stream.drain().size());
    }

    /** Sends many requests at once. */
    @Case(rule = "STREAM-08")
    public void shouldKeepRequestsApart(Trial trial) {
        InstanceAddress at = serve(trial, StreamCases::tagged);
        StreamCaller caller = trial.caller();
        List<StreamCall> calls = new ArrayList<>();
        for (int i = 0; i < MANY_REQUESTS; i++) {
            calls.add(caller.call(at, "req-" + i, "\"r" + i + "\"", Map.of()));
        }
        for (int i = 0; i < MANY_REQUESTS; i++) {
            expect("items of request " + i, expected("\"r" + i + "\""), drained(trial, calls.get(i)));
        }
    }

    private static java.util.concurrent.CompletionStage<Flow.Publisher<String>> tagged(
            String json, io.seatrial.testkit.spi.StreamContext context) {
        return CompletableFuture.completedFuture(Items.of(expected(json)));
    }

    private static List<String> expected(String json) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < ITEMS_OF_MANY; i++) {
            items.add("[" + json + "," + i + "]");
        }
        return items;
    }

    /** Calls what was unregistered. */
    @Case(rule = "STREAM-09")
    public void shouldFailARequestToWhatIsGone(Trial trial) {
        EndpointId id = trial.endpoint("generate");
        InstanceAddress at = trial.serve(id, trial.process().defaultManager().worker(StreamCases::tagged));
        expect("items while it is there", expected("1"), drained(trial, call(trial, at, "1")));
        trial.await("unregister", trial.server().unregister(id));
        PlaneException error = trial.awaitFailure(
                "a request to what is gone", call(trial, at, "1").opened(), PlaneException.class);
        expectThat(
                "the error",
                "of a type of its own",
                !(error instanceof PlaneException.Untyped) && !(error instanceof ResponseTimeout),
                error);
        expect("registrations", 0, trial.caller().pending());
    }

    /** Ends requests in each way there is. */
    @Case(rule = "STREAM-10")
    public void shouldLeaveNothingAtTheCaller(Trial trial) {
        InstanceAddress good = serve(trial, StreamCases::tagged);
        drained(trial, call(trial, good, "1"));
        InstanceAddress bad = trial.serve(
                trial.endpoint("refuse"),
                trial.process()
                        .defaultManager()
                        .worker((json, context) -> CompletableFuture.failedFuture(new IllegalStateException("no"))));
        trial.outcome("a request that is refused", call(trial, bad, "1").opened());
        HeldEngine held = HeldEngine.begun();
        StreamCall dropped = call(
                trial,
                trial.serve(
                        trial.endpoint("held"), trial.process().defaultManager().worker(held)),
                "1");
        begin(trial, dropped, held).cancel();
        trial.await("the stop at the engine", held.context().stopped());
        held.answer().end();
        trial.mustHappen("nothing pending", () -> trial.caller().pending() == 0);
        trial.mustHappen("no connection open", () -> trial.caller().connections() == 0);
        trial.mustHappen("nothing in flight", () -> trial.server().inFlight() == 0);
    }

    /** Sends a large request. */
    @Case(rule = "STREAM-11")
    public void shouldCarryALargeRequest(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        String json = "\"" + "y".repeat(LARGE_REQUEST) + "\"";
        StreamCall call = call(trial, serve(trial, engine), json);
        begin(trial, call, engine);
        expect("the request at the engine", json, engine.request());
        engine.answer().end();
    }

    /** Sends headers. */
    @Case(rule = "STREAM-12")
    public void shouldCarryHeadersToTheEngine(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = trial.caller()
                .call(serve(trial, engine), "req", "{}", Map.of("traceparent", TRACE, "x-request-id", "r1"));
        begin(trial, call, engine);
        expect("traceparent", TRACE, engine.context().headers().get("traceparent"));
        expect("x-request-id", "r1", engine.context().headers().get("x-request-id"));
        engine.answer().end();
    }

    /** Gives one item at a time. */
    @Case(rule = "STREAM-13")
    public void shouldDeliverAnItemWhenItIsThere(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = call(trial, serve(trial, engine), "{}");
        ItemProbe<StreamItem> stream = trial.subscribe(trial.await("the stream", call.opened()));
        for (int i = 0; i < ITEMS_OF_MANY; i++) {
            engine.answer().give("" + i);
            expect("item " + i, "" + i, stream.take(1).get(i).json());
        }
        engine.answer().end();
        stream.drain();
    }

    /** Stops, with an engine that does not listen. */
    @Case(rule = "STREAM-14")
    public void shouldEndAStoppedStreamForItsCaller(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = call(trial, serve(trial, engine), "{}");
        ItemProbe<StreamItem> stream = begin(trial, call, engine);
        call.stop();
        stream.drain();
        expect("items", 1, stream.items().size());
        engine.answer().end();
    }

    /** Unregisters in the middle of an answer. */
    @Case(rule = "STREAM-15")
    public void shouldFinishAnAnswerUnderWay(Trial trial) {
        EndpointId id = trial.endpoint("generate");
        HeldEngine engine = HeldEngine.begun();
        InstanceAddress at = trial.serve(id, trial.process().defaultManager().worker(engine));
        StreamCall call = call(trial, at, "{}");
        ItemProbe<StreamItem> stream = begin(trial, call, engine);
        var end = trial.server().unregister(id).toCompletableFuture();
        trial.mustNotHappen(
                java.time.Duration.ofMillis(50), "the return of unregister in the middle of an answer", end::isDone);
        engine.answer().give("2");
        engine.answer().end();
        expect("the items", 2, stream.drain().size());
        expect("requests left in flight", 0, trial.await("unregister", end).leftInFlight());
    }

    /** Sends to a handler that takes the request and does nothing. */
    @Case(rule = "STREAM-16")
    public void shouldNotWaitForEverForTheCallHome(Trial trial) {
        RecordingHandler silent = trial.handler();
        InstanceAddress at = trial.serve(trial.endpoint("silent"), silent);
        StreamCaller caller = trial.callerProcess()
                .manager("SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS", "200")
                .openCaller();
        trial.awaitFailure(
                "a request whose worker never calls home",
                caller.call(at, "req", "{}", Map.of()).opened(),
                ResponseTimeout.class);
        expect("registrations", 0, caller.pending());
    }

    /** Sends what is no request to a worker. */
    @Case(rule = "STREAM-17")
    public void shouldTakeAndDropWhatCannotBeDecoded(Trial trial) {
        InstanceAddress at = serve(trial, StreamCases::tagged);
        for (String payload : List.of("", "short", "x".repeat(100))) {
            byte[] ack = trial.await(
                    "a request of " + payload.length() + " bytes",
                    trial.client().send(at, trial.buffer(Bytes.utf8(payload)), Map.of()));
            expect("body of the acknowledgement", 0, ack.length);
        }
        trial.mustHappen("nothing in flight", () -> trial.server().inFlight() == 0);
        expect("items of a good request", expected("1"), drained(trial, call(trial, at, "1")));
    }

    private static InstanceAddress serve(Trial trial, StreamEngine engine) {
        return trial.serve(
                trial.endpoint("generate"), trial.process().defaultManager().worker(engine));
    }

    private static StreamCall call(Trial trial, InstanceAddress at, String json) {
        return trial.caller().call(at, "req", json, Map.of());
    }

    /** Has the engine give its first item, and takes it. */
    private static ItemProbe<StreamItem> begin(Trial trial, StreamCall call, HeldEngine engine) {
        ItemProbe<StreamItem> stream = trial.subscribe(trial.await("the stream", call.opened()));
        engine.answer().give("1");
        expect("the first item", "1", stream.take(1).get(0).json());
        return stream;
    }

    private static List<String> drained(Trial trial, StreamCall call) {
        return trial.subscribe(trial.await("the stream", call.opened())).drain().stream()
                .map(StreamItem::json)
                .toList();
    }

    private static List<String> numbers(int count) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add("" + i);
        }
        return items;
    }
}
