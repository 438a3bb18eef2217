package io.seatrial.testkit.forged;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static java.util.concurrent.CompletableFuture.completedFuture;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.expect.Expect;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamItem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uses everything that a trial gives, once. */
public final class TourCases {

    private static final Pattern SUBJECT = Pattern.compile("subject\\\\\":\\\\\"([^\\\\]+)");

    @Case(rule = "TOUR-01")
    public void shouldHandOverARequest(Trial trial) {
        RecordingHandler handler = trial.handler().hold();
        InstanceAddress at = trial.serve(trial.endpoint("generate"), handler);
        byte[] ack = trial.await("acknowledgement", trial.send(at, "abc"));
        expect("body of the acknowledgement", 0, ack.length);
        trial.mustHappen("the request to reach its handler", () -> handler.count() == 1);
        expect("payload", "abc", handler.seen().get(0).text());
        expect("requests in flight", 1, trial.server().inFlight());
        expect("connections of the caller", 1, trial.callerProcess().openChannels());
        handler.releaseAll();
        trial.mustHappen("the request to end", () -> trial.server().inFlight() == 0);
    }

    @Case(rule = "TOUR-02")
    public void shouldSpeakTheWireByHand(Trial trial) {
        EndpointId id = trial.endpoint("generate");
        RecordingHandler handler = trial.handler();
        PlaneAddress at = PlaneAddress.of(trial.serve(id, handler));
        WireProbe raw = trial.probe(at.socket());
        raw.write(Frames.request("1a2b/nope", Bytes.utf8("abc")));
        expectContains("acknowledgement", "1a2b/nope", raw.readAck());
        raw.writeByteByByte(Frames.request(at.path(), Bytes.utf8("abc")));
        expect("acknowledgement", "", raw.readAck());
        raw.expectSilence(Duration.ofMillis(50));
        raw.halfClose();
        raw.expectEof();
    }

    @Case(rule = "TOUR-03")
    public void shouldPlayAWorkerByHand(Trial trial) {
        RawListener worker = trial.listenRaw();
        StreamCall call = trial.caller().call(worker.instance("1a2b/count"), "req-1", "3", Map.of());
        WireProbe plane = worker.accept();
        Frames.Request request = plane.readRequest();
        expect("path", "1a2b/count", request.pathText());
        String control = Bytes.text(request.payload());
        plane.write(Frames.ack(""));

        WireProbe home = trial.probe(PlaneAddress.parse(found("address\\\\\":\\\\\"([^\\\\]+)", control))
                .socket());
        home.write(Bytes.concat(Frames.handshake(found(SUBJECT.pattern(), control)), Frames.PROLOGUE));
        ItemProbe<StreamItem> items = trial.subscribe(trial.await("the stream", call.opened()));
        home.write(Bytes.concat(Frames.data("{\"data\":1}"), Frames.FINAL, Frames.SENTINEL));
        expect("items", List.of(new StreamItem("{\"data\":1}", false)), items.drain());
    }

    private static String found(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        Expect.expectThat("control message", "one with " + regex, matcher.find(), text);
        return matcher.group(1);
    }

    @Case(rule = "TOUR-04")
    public void shouldStreamAnswersHome(Trial trial) {
        Items<String> answer = Items.open();
        StreamEngine engine = (json, context) -> completedFuture(answer);
        InstanceAddress at = trial.serve(
                trial.endpoint("count"), trial.process().defaultManager().worker(engine));
        StreamCall call = trial.caller().call(at, "req-1", "3", Map.of());
        ItemProbe<StreamItem> items = trial.subscribe(trial.await("the stream", call.opened()));
        answer.give("{\"data\":\"1\"}");
        items.take(1);
        answer.give("{\"data\":\"2\"}");
        answer.end();
        expect(
                "items",
                List.of("{\"data\":\"1\"}", "{\"data\":\"2\"}"),
                items.drain().stream().map(StreamItem::json).toList());
    }

    @Case(rule = "TOUR-05")
    public void shouldHoldABind(Trial trial) {
        CompletableFuture<Void> gate = new CompletableFuture<>();
        trial.process().beforeBind(local -> gate);
        var stage = trial.manager().server();
        trial.mustNotHappen(
                Duration.ofMillis(50),
                "a server whose bind is held",
                () -> stage.toCompletableFuture().isDone());
        gate.complete(null);
        expect(
                "published port",
                trial.await("server()", stage).port(),
                trial.process().publishedPort());
    }

    @Case(rule = "TOUR-06")
    public void shouldOccupyAPort(Trial trial) {
        RawListener other = trial.listenRaw();
        var stage = trial.manager(trial.variable("RPC_PORT"), String.valueOf(other.port()))
                .server();
        trial.awaitFailure("server() on a used port", stage, PlaneException.BindFailed.class);
        expect("bind attempts", 1, trial.process().bindAttempts().size());
    }

    @Case(rule = "TOUR-07")
    public void shouldLetTimePassAndTasksRun(Trial trial) {
        AtomicInteger ran = new AtomicInteger();
        long before = trial.nanoTime();
        trial.awaitAll(
                "tasks",
                trial.concurrently(
                        16, i -> trial.after(Duration.ofMillis(10)).thenAccept(done -> ran.incrementAndGet())));
        expect("tasks that ran", 16, ran.get());
        Expect.expectThat("time", "at least 10 ms later", trial.nanoTime() - before >= 10_000_000, before);
        trial.history().record("case", "drawn", String.valueOf(trial.random().nextInt()));
    }
}
