package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectOneOf;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.H2;
import io.seatrial.testkit.probe.H2Probe;
import io.seatrial.testkit.probe.HttpText;
import io.seatrial.testkit.probe.WireProbe;
import java.util.List;

/** Peers that want to hurt. Each is cut off, and meanwhile others are served. */
public final class HostileHttpCases {

    private static final int FLOOD_ROUNDS = 100;
    private static final int FRAMES_A_ROUND = 100;
    private static final int FRAME_SIZE = 16_384;
    private static final int HUGE_HEAD = 1 << 20;

    /** Creates the cases of one trial. */
    public HostileHttpCases() {}

    /** Opens and resets streams without end. */
    @Case(rule = "HTTP2-10")
    public void shouldCutOffRapidResets(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        H2Probe client = http.connectH2();
        flood(trial, client.wire(), round -> {
            Bytes burst = Bytes.empty();
            for (int i = 0; i < FRAMES_A_ROUND; i++) {
                int stream = client.newStream();
                burst.raw(H2.frame(H2.HEADERS, H2.END_HEADERS, stream, H2.postBlock(http.path())))
                        .raw(H2.reset(stream, H2.CANCEL));
            }
            return burst.toArray();
        });
        http.expectOthersServed();
    }

    /** Goes on with a header block without end. */
    @Case(rule = "HTTP2-11")
    public void shouldCutOffEndlessHeaders(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        H2Probe client = http.connectH2();
        client.wire().write(H2.frame(H2.HEADERS, 0, client.newStream(), H2.postBlock(http.path())));
        flood(
                trial,
                client.wire(),
                round -> H2.frame(H2.CONTINUATION, 0, 1, H2.block("x-filler-" + round, "y".repeat(FRAME_SIZE - 64))));
        http.expectOthersServed();
    }

    /** Sends settings without end and reads no answer. */
    @Case(rule = "HTTP2-12")
    public void shouldCutOffAFloodOfSettings(Trial trial) {
        floodWithAnswers(trial, H2.settings(H2.INITIAL_WINDOW_SIZE, FRAME_SIZE));
    }

    /** Sends pings without end and reads no answer. */
    @Case(rule = "HTTP2-13")
    public void shouldCutOffAFloodOfPings(Trial trial) {
        floodWithAnswers(trial, H2.frame(H2.PING, 0, 0, new byte[Long.BYTES]));
    }

    private static void floodWithAnswers(Trial trial, byte[] frame) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        H2Probe client = http.connectH2();
        client.wire().pauseReading();
        Bytes burst = Bytes.empty();
        for (int i = 0; i < FRAMES_A_ROUND * FRAMES_A_ROUND; i++) {
            burst.raw(frame);
        }
        byte[] round = burst.toArray();
        for (int i = 0; i < FLOOD_ROUNDS; i++) {
            client.wire().send(round); // not awaited: the server may have stopped reading
        }
        http.expectOthersServed();
        client.wire().resumeReading();
        client.wire().expectClosed();
        http.expectOthersServed();
    }

    private static void flood(Trial trial, WireProbe wire, java.util.function.IntFunction<byte[]> burst) {
        int round = 0;
        while (round < FLOOD_ROUNDS && wire.isOpen()) {
            trial.outcome("burst " + round, wire.send(burst.apply(round)));
            round++;
        }
        wire.expectClosed();
    }

    /** Sends a frame that is larger than announced. */
    @Case(rule = "HTTP2-14")
    public void shouldEndAConnectionWithATooLargeFrame(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        H2Probe client = http.connectH2();
        int largest = client.announced().getOrDefault(H2.MAX_FRAME_SIZE, FRAME_SIZE);
        byte[] head = H2.frame(H2.DATA, 0, 1, new byte[0]);
        int size = largest + 1;
        head[0] = (byte) (size >> 16);
        head[1] = (byte) (size >> 8);
        head[2] = (byte) size;
        client.wire().write(head);
        client.wire().send(new byte[FRAME_SIZE]);
        client.wire().expectClosed();
        http.expectOthersServed();
    }

    /** Announces two lengths that differ. */
    @Case(rule = "HTTP2-20")
    public void shouldNotRunASmuggledRequest(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        byte[] smuggled = HttpText.post(http.path(), Bytes.utf8("smuggled"));
        WireProbe client = http.connect();
        client.send(Bytes.concat(
                HttpText.head(
                        "POST",
                        http.path(),
                        "content-length: " + (5 + smuggled.length),
                        "transfer-encoding",
                        "chunked"),
                HttpText.chunk(new byte[0]),
                smuggled));
        client.halfClose();
        client.expectClosed();
        http.expectOthersServed();
        trial.mustHappen(
                "the good request",
                () -> http.handler.seen().stream().anyMatch(seen -> seen.text().equals("other")));
        expect(
                "smuggled requests that ran",
                0L,
                http.handler.seen().stream()
                        .filter(seen -> seen.text().equals("smuggled"))
                        .count());
    }

    /** Sends a head of a mebibyte. */
    @Case(rule = "HTTP2-21")
    public void shouldRefuseAHugeHead(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        WireProbe client = http.connect();
        client.send(HttpText.head("POST", http.path(), "content-length: 0", "x-filler", "y".repeat(HUGE_HEAD)));
        if (client.hasAnswered()) {
            expectOneOf("status", List.of(400, 431), HttpText.read(client).status());
        }
        client.expectClosed();
        http.expectOthersServed();
        http.expectArrived("other");
    }

    /** Sends a head one byte at a time. */
    @Case(rule = "HTTP2-22")
    public void shouldCutOffASlowHead(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial, "SEATRIAL_HTTP_EXCHANGE_TIMEOUT_MS", "300");
        WireProbe client = http.connect();
        byte[] head = HttpText.head("POST", http.path(), "content-length: 0", "x-filler", "y".repeat(1000));
        for (int at = 0; at < head.length && client.isOpen(); at++) {
            trial.outcome("a byte", client.send(new byte[] {head[at]}));
            trial.await("a moment", trial.after(java.time.Duration.ofMillis(20)));
        }
        client.expectClosed();
        expect("requests at the handler", 0, http.handler.count());
        http.expectOthersServed();
    }
}
