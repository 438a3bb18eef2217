package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamItem;
import io.seatrial.testkit.spi.StreamTrace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Whole requests with both sides of the plane under test, on any transport: what is carried, and how. */
public final class StreamCases {

    private static final int MANY_ITEMS = 200;
    private static final int MANY_REQUESTS = 64;
    private static final int LARGE_ITEM = 64 * 1024;
    private static final int LARGE_REQUEST = 512 * 1024;
    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final StreamTrace PLACE = new StreamTrace("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    /** Creates the cases of one trial. */
    public StreamCases() {}

    /** Reads a long answer. */
    @Case(rule = "STREAM-01")
    public void shouldDeliverEachItemInOrder(Trial trial) {
        List<String> items = numbers(MANY_ITEMS);
        StreamEngine engine = (json, context) -> CompletableFuture.completedFuture(Items.of(items));
        StreamCall call = Streams.call(trial, Streams.serve(trial, engine), "{}");
        expect("the items", items, Streams.drained(trial, call));
    }

    /** Takes nothing for a while. */
    @Case(rule = "STREAM-07")
    public void shouldSlowAnEngineWhoseCallerDoesNotRead(Trial trial) {
        String large = "\"" + "x".repeat(LARGE_ITEM) + "\"";
        Items<String> answer = Items.open();
        boolean proxied = trial.network() == NetworkKind.PROXIED; // then there are twice as many buffers on the way
        int items = proxied ? 4 * MANY_ITEMS : MANY_ITEMS;
        for (int i = 0; i < items; i++) {
            answer.give(large);
        }
        answer.end();
        StreamEngine engine = (json, context) -> CompletableFuture.completedFuture(answer);
        StreamCall call = Streams.call(trial, Streams.serve(trial, engine), "{}");
        ItemProbe<StreamItem> stream = trial.subscribe(trial.await("the stream", call.opened()));
        stream.take(1);
        trial.mustNotHappen(A_MOMENT, "the engine is done", () -> answer.given() == items);
        expect("items in the end", items, stream.drain().size());
    }

    /** Sends many requests at once. */
    @Case(rule = "STREAM-08")
    public void shouldKeepRequestsApart(Trial trial) {
        InstanceAddress at = Streams.serve(trial, Streams::tagged);
        StreamCaller caller = trial.caller();
        List<StreamCall> calls = new ArrayList<>();
        for (int i = 0; i < MANY_REQUESTS; i++) {
            calls.add(caller.call(at, "req-" + i, "\"r" + i + "\"", Map.of()));
        }
        for (int i = 0; i < MANY_REQUESTS; i++) {
            expect("items of request " + i, Streams.expected("\"r" + i + "\""), Streams.drained(trial, calls.get(i)));
        }
    }

    /** Sends a large request. */
    @Case(rule = "STREAM-11")
    public void shouldCarryALargeRequest(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        String json = "\"" + "y".repeat(LARGE_REQUEST) + "\"";
        StreamCall call = Streams.call(trial, Streams.serve(trial, engine), json);
        Streams.begin(trial, call, engine);
        expect("the request at the engine", json, engine.request());
        engine.answer().end();
    }

    /** Sends headers. */
    @Case(rule = "STREAM-12")
    public void shouldCarryHeadersToTheEngine(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = trial.caller()
                .call(Streams.serve(trial, engine), "req", "{}", Map.of("traceparent", TRACE, "x-request-id", "r1"));
        Streams.begin(trial, call, engine);
        expect("traceparent", TRACE, engine.context().headers().get("traceparent"));
        expect("x-request-id", "r1", engine.context().headers().get("x-request-id"));
        engine.answer().end();
    }

    /** Reads the trace at the engine. */
    @Case(rule = "STREAM-18")
    public void shouldTellTheEngineItsTrace(Trial trial) {
        expect("the trace at the engine", Optional.of(PLACE), traceOf(trial, TRACE));
    }

    /** Sends what is no place in a trace, and what a later version may add to one. */
    @Case(rule = "STREAM-19")
    public void shouldReadTheTraceAsW3cPrescribes(Trial trial) {
        Map<String, Optional<StreamTrace>> told = new LinkedHashMap<>();
        told.put(TRACE + "-more", Optional.empty()); // the first version has exactly four parts
        told.put(TRACE.replaceFirst("00-", "cc-") + "-more", Optional.of(PLACE));
        told.put(TRACE.replaceFirst("00-", "ff-"), Optional.empty());
        told.put(TRACE.replace(PLACE.traceId(), "0".repeat(32)), Optional.empty());
        told.put(TRACE.replace(PLACE.parentId(), "0".repeat(16)), Optional.empty());
        told.put(TRACE.toUpperCase(Locale.ROOT), Optional.empty());
        told.put(PLACE.traceId(), Optional.empty());
        told.forEach((header, expected) ->
                expect("trace at the engine of '" + header + "'", expected, traceOf(trial, header)));
    }

    private static Optional<StreamTrace> traceOf(Trial trial, String header) {
        HeldEngine engine = HeldEngine.begun();
        InstanceAddress at = Streams.serve(trial, engine);
        Streams.begin(trial, trial.caller().call(at, "req", "{}", Map.of("traceparent", header)), engine);
        engine.answer().end();
        return engine.context().trace();
    }

    /** Gives one item at a time. */
    @Case(rule = "STREAM-13")
    public void shouldDeliverAnItemWhenItIsThere(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = Streams.call(trial, Streams.serve(trial, engine), "{}");
        ItemProbe<StreamItem> stream = trial.subscribe(trial.await("the stream", call.opened()));
        for (int i = 0; i < Streams.ITEMS; i++) {
            engine.answer().give("" + i);
            expect("item " + i, "" + i, stream.take(1).get(i).json());
        }
        engine.answer().end();
        stream.drain();
    }

    private static List<String> numbers(int count) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.add("" + i);
        }
        return items;
    }
}
