package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBytes;
import static io.seatrial.testkit.expect.Expect.expectFailure;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.WireProbe;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Request frames that must be read, and how a client writes them. */
public final class RequestFrameCases {

    private static final int BELOW_THE_BUFFER = 200 * 1024;
    private static final int ABOVE_THE_BUFFER = 1024 * 1024;
    private static final int LONGEST_PATH = 1024;
    private static final int LARGEST_FRAME = 1000;

    /** Creates the cases of one trial. */
    public RequestFrameCases() {}

    /** Reads the bytes that a client sends. */
    @Case(rule = "FRAME-01")
    public void shouldSendTheFrameOfTheModel(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = trial.client();
        CompletionStage<byte[]> sent =
                client.send(worker.instance("1a2b/generate"), trial.buffer(Bytes.utf8("abc")), Map.of());
        WireProbe connection = worker.accept();
        byte[] expected = Frames.request("1a2b/generate", Bytes.utf8("abc"));
        expectBytes("the request frame", expected, connection.read(expected.length));
        connection.write(Frames.ack(""));
        trial.await("the request", sent);
    }

    /** Sends nothing but a head. */
    @Case(rule = "FRAME-02")
    public void shouldReadAnEmptyPayload(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        peer.write(wired.frame(""));
        expect("the acknowledgement", "", peer.readAck());
        wired.expectArrived("");
    }

    /** Sends payloads around the size of usual buffers. */
    @Case(rule = "FRAME-03")
    public void shouldReadLargePayloads(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        int seen = 0;
        for (int size : List.of(BELOW_THE_BUFFER, ABOVE_THE_BUFFER, 1)) {
            byte[] payload = new byte[size];
            trial.random().nextBytes(payload);
            peer.write(wired.frame(payload));
            expect("the acknowledgement of " + size + " bytes", "", peer.readAck());
            int arrived = ++seen;
            trial.mustHappen("request " + arrived, () -> wired.handler.count() == arrived);
            expectBytes(
                    "the payload of " + size + " bytes",
                    payload,
                    wired.handler.seen().get(arrived - 1).payload());
        }
    }

    /** Names an endpoint in Cyrillic and in Chinese characters. */
    @Case(rule = "FRAME-04")
    public void shouldCountThePathInBytes(Trial trial) {
        WiredServer wired = WiredServer.named(trial, "поиск-搜索");
        WireProbe peer = wired.connect();
        peer.write(wired.frame("found"));
        expect("the acknowledgement", "", peer.readAck());
        wired.expectArrived("found");
    }

    /** Sends two frames in one write. */
    @Case(rule = "FRAME-05")
    public void shouldReadTwoFramesOfOneSegment(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        peer.write(Bytes.empty().raw(wired.frame("one")).raw(wired.frame("two")).toArray());
        expect("the first acknowledgement", "", peer.readAck());
        expect("the second acknowledgement", "", peer.readAck());
        wired.expectArrived("one", "two");
    }

    /** Sends a frame byte by byte, then in random pieces. */
    @Case(rule = "FRAME-06")
    public void shouldReadAFrameInPieces(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        peer.writeByteByByte(wired.frame("slow"));
        expect("the acknowledgement of the frame in single bytes", "", peer.readAck());
        byte[] frame = wired.frame("in pieces");
        for (int from = 0; from < frame.length; ) {
            int to = Math.min(frame.length, from + 1 + trial.random().nextInt(16));
            peer.write(Arrays.copyOfRange(frame, from, to));
            from = to;
        }
        expect("the acknowledgement of the frame in pieces", "", peer.readAck());
        wired.expectArrived("slow", "in pieces");
    }

    /** Sends headers of no bytes. */
    @Case(rule = "FRAME-07")
    public void shouldAcceptHeadersOfNoBytes(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        peer.write(Frames.request(wired.path, "", Bytes.utf8("x")));
        expect("the acknowledgement", "", peer.readAck());
        wired.expectArrived("x");
        expect("the headers", Map.of(), wired.handler.seen().get(0).headers());
    }

    /** Sends three headers. */
    @Case(rule = "FRAME-08")
    public void shouldHandOverTheHeaders(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        peer.write(Frames.request(wired.path, "{\"a\":\"1\",\"b\":\"\",\"c\":\"\\u00e9 \\\"x\\\"\"}", Bytes.utf8("x")));
        expect("the acknowledgement", "", peer.readAck());
        wired.expectArrived("x");
        expect(
                "the headers",
                Map.of("a", "1", "b", "", "c", "é \"x\""),
                wired.handler.seen().get(0).headers());
    }

    /** Sends a frame without headers, one with, and one without. */
    @Case(rule = "FRAME-09")
    public void shouldNotKeepTheHeadersOfTheFrameBefore(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        for (String headers : List.of("", "{\"a\":\"1\"}", "")) {
            peer.write(Frames.request(wired.path, headers, Bytes.utf8("x")));
            expect("the acknowledgement", "", peer.readAck());
        }
        wired.expectArrived("x", "x", "x");
        expect(
                "headers of the second frame",
                Map.of("a", "1"),
                wired.handler.seen().get(1).headers());
        expect(
                "headers of the third frame",
                Map.of(),
                wired.handler.seen().get(2).headers());
    }

    /** Sends headers that are none. */
    @Case(rule = "FRAME-10")
    public void shouldServeInSpiteOfBrokenHeaders(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        List<String> broken = List.of("{", "null", "{\"a\":1}", "[\"a\"]", "{\"a\":\"1\"} x");
        for (String headers : broken) {
            peer.write(Frames.request(wired.path, headers, Bytes.utf8(headers)));
            expect("the acknowledgement of a frame with the headers " + headers, "", peer.readAck());
        }
        wired.expectArrived(broken.toArray(String[]::new));
        wired.handler
                .seen()
                .forEach(seen -> expect("what is left of the headers " + seen.text(), Map.of(), seen.headers()));
    }

    /** Sends the longest path. */
    @Case(rule = "FRAME-12")
    public void shouldReadTheLongestPath(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        String longest = "p".repeat(LONGEST_PATH);
        peer.write(Frames.request(longest, "{}", new byte[0]));
        expect("the answer to a path of 1024 bytes", "Unknown endpoint: " + longest, peer.readAck());
        peer.write(wired.frame("next"));
        expect("the acknowledgement of the next frame", "", peer.readAck());
    }

    /** Registers endpoints whose keys are as long as can be, and one byte longer. */
    @Case(rule = "FRAME-21")
    public void shouldRefuseAnEndpointThatNoFrameCanAskFor(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        int longest = LONGEST_PATH - wired.path.length() + wired.id.endpoint().length();
        for (int length : new int[] {longest, longest + 1}) {
            EndpointId id = trial.endpoint("e".repeat(length));
            Outcome<Void> registered = trial.outcome(
                    "register of a long name", wired.server.register(id, wired.handler, HealthListener.NONE));
            if (registered.succeeded()) {
                String key = PlaneAddress.of(wired.server.publishedAddress(id)).path();
                peer.write(Frames.request(key, "{}", new byte[0]));
                expect("the answer at a registered key of " + key.length() + " bytes", "", peer.readAck());
            } else {
                expectFailure(
                        "the refusal of a long name",
                        PlaneException.InvalidRequest.class,
                        registered.failure().orElse(null));
            }
        }
    }

    /** Sends a frame of the largest size. */
    @Case(rule = "FRAME-14")
    public void shouldAcceptTheLargestFrame(Trial trial) {
        WiredServer wired = WiredServer.open(trial, trial.variable("MAX_MESSAGE_SIZE"), "" + LARGEST_FRAME);
        WireProbe peer = wired.connect();
        peer.write(wired.frameOf(LARGEST_FRAME));
        expect("the acknowledgement", "", peer.readAck());
        trial.mustHappen("the request's arrival", () -> wired.handler.count() == 1);
    }

    /** Sends headers of later clients. */
    @Case(rule = "FRAME-18")
    public void shouldPassOverUnknownHeaders(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        String headers = "{\"request-id\":\"r\",\"x-frontend-send-ts-ns\":\"1\",\"foo\":\"bar\"}";
        peer.write(Frames.request(wired.path, headers, Bytes.utf8("x")));
        expect("the acknowledgement", "", peer.readAck());
        wired.expectArrived("x");
    }
}
