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
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.spi.Capability;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Whole requests with both sides of the plane under test, on any transport: the ways in which they end. */
public final class StreamEndCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);

    /** Creates the cases of one trial. */
    public StreamEndCases() {}

    /** Calls an engine that says no. */
    @Case(rule = "STREAM-02")
    public void shouldTellWhyTheEngineRefuses(Trial trial) {
        StreamEngine engine =
                (json, context) -> CompletableFuture.failedFuture(new IllegalArgumentException("no such model"));
        PlaneException error = trial.awaitFailure(
                "a request that its engine refuses",
                Streams.call(trial, Streams.serve(trial, engine), "{}").opened(),
                PlaneException.class);
        String before = trial.has(Capability.RESPONSE_WIRE)
                ? "Failed to establish a streaming connection: Generate Error: "
                : "";
        expectContains("text of the error", before + "no such model", error.getMessage());
    }

    /** Stops a request in the middle. */
    @Case(rule = "STREAM-03")
    public void shouldStopTheEngine(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = Streams.call(trial, Streams.serve(trial, engine), "{}");
        Streams.begin(trial, call, engine);
        call.stop();
        trial.await("the stop at the engine", engine.context().stopped());
        expect("whether the engine was killed", false, engine.context().isKilled());
        engine.answer().end();
    }

    /** Kills a request in the middle. */
    @Case(rule = "STREAM-04")
    public void shouldKillTheEngine(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = Streams.call(trial, Streams.serve(trial, engine), "{}");
        Streams.begin(trial, call, engine);
        call.kill();
        trial.await("the kill at the engine", engine.context().killed());
        engine.answer().end();
    }

    /** Drops a stream in the middle. */
    @Case(rule = "STREAM-05")
    public void shouldTellTheEngineOfADroppedStream(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = Streams.call(trial, Streams.serve(trial, engine), "{}");
        Streams.begin(trial, call, engine).cancel();
        trial.await("the stop at the engine", engine.context().stopped());
        engine.answer().end();
    }

    /** Breaks off behind an item. */
    @Case(rule = "STREAM-06")
    public void shouldFailAStreamThatBreaksOff(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = Streams.call(trial, Streams.serve(trial, engine), "{}");
        ItemProbe<StreamItem> stream = Streams.begin(trial, call, engine).request(1);
        engine.answer().fail(new IllegalStateException("an engine that breaks off"));
        trial.outcome("the end of the stream", stream.end());
        Disconnected failure =
                expectFailure("the stream", Disconnected.class, stream.failure().orElse(null));
        if (trial.has(Capability.RESPONSE_WIRE)) {
            expectContains("text of the error", "Stream ended before generation completed", failure.getMessage());
        }
        expect("items before it", 1, stream.items().size());
    }

    /** Calls what was unregistered. */
    @Case(rule = "STREAM-09")
    public void shouldFailARequestToWhatIsGone(Trial trial) {
        EndpointId id = trial.endpoint("generate");
        InstanceAddress at = trial.serve(id, trial.process().defaultManager().worker(Streams::tagged));
        expect("items while it is there", Streams.expected("1"), Streams.drained(trial, Streams.call(trial, at, "1")));
        trial.await("unregister", trial.server().unregister(id));
        PlaneException error = trial.awaitFailure(
                "a request to what is gone", Streams.call(trial, at, "1").opened(), PlaneException.class);
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
        InstanceAddress good = Streams.serve(trial, Streams::tagged);
        Streams.drained(trial, Streams.call(trial, good, "1"));
        InstanceAddress bad = trial.serve(
                trial.endpoint("refuse"),
                trial.process()
                        .defaultManager()
                        .worker((json, context) -> CompletableFuture.failedFuture(new IllegalStateException("no"))));
        trial.outcome("a request that is refused", Streams.call(trial, bad, "1").opened());
        HeldEngine held = HeldEngine.begun();
        StreamCall dropped = Streams.call(
                trial,
                trial.serve(
                        trial.endpoint("held"), trial.process().defaultManager().worker(held)),
                "1");
        ItemProbe<StreamItem> stream = Streams.begin(trial, dropped, held);
        if (trial.has(Capability.RESPONSE_WIRE)) {
            trial.mustHappen(
                    "the connection of the stream that is open",
                    () -> trial.caller().connections() == 1);
        }
        stream.cancel();
        trial.await("the stop at the engine", held.context().stopped());
        held.answer().end();
        trial.mustHappen("nothing pending", () -> trial.caller().pending() == 0);
        trial.mustHappen("no connection open", () -> trial.caller().connections() == 0);
        trial.mustHappen("nothing in flight", () -> trial.server().inFlight() == 0);
    }

    /** Stops, with an engine that does not listen. */
    @Case(rule = "STREAM-14")
    public void shouldEndAStoppedStreamForItsCaller(Trial trial) {
        HeldEngine engine = HeldEngine.begun();
        StreamCall call = Streams.call(trial, Streams.serve(trial, engine), "{}");
        ItemProbe<StreamItem> stream = Streams.begin(trial, call, engine);
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
        StreamCall call = Streams.call(trial, at, "{}");
        ItemProbe<StreamItem> stream = Streams.begin(trial, call, engine);
        var end = trial.server().unregister(id).toCompletableFuture();
        trial.mustNotHappen(A_MOMENT, "the return of unregister in the middle of an answer", end::isDone);
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
        InstanceAddress at = Streams.serve(trial, Streams::tagged);
        for (String payload : List.of("", "short", "x".repeat(100))) {
            byte[] ack = trial.await(
                    "a request of " + payload.length() + " bytes",
                    trial.client().send(at, trial.buffer(Bytes.utf8(payload)), Map.of()));
            expect("body of the acknowledgement", 0, ack.length);
        }
        trial.mustHappen("nothing in flight", () -> trial.server().inFlight() == 0);
        expect("items of a good request", Streams.expected("1"), Streams.drained(trial, Streams.call(trial, at, "1")));
    }
}
