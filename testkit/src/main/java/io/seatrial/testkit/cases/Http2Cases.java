package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBytes;
import static io.seatrial.testkit.expect.Expect.expectNot;

import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.TrialProcess;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.H2;
import io.seatrial.testkit.probe.H2Probe;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What an HTTP/2 connection promises beyond a single exchange. */
public final class Http2Cases {

    private static final String ADAPTIVE = "DYN_HTTP2_ADAPTIVE_WINDOW";
    private static final int PROTOCOL_WINDOW = 65_535;
    private static final int MANY = 1000;
    private static final int FEW_STREAMS = 7;
    private static final int FRAME_SIZE = 65_536;
    private static final int DEFAULT_FRAME_SIZE = 16_384;
    private static final int LARGE_BODY = 1_000_000;

    /** Creates the cases of one trial. */
    public Http2Cases() {}

    /** Sends a thousand requests on one connection, never more at once than announced. */
    @Case(rule = "HTTP-12")
    public void shouldAnswerAThousandRequestsOnOneConnection(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        H2Probe client = http.connectH2();
        int atOnce = Math.min(client.announced().getOrDefault(H2.MAX_CONCURRENT_STREAMS, MANY), MANY);
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < MANY; i++) {
            if (open.size() == atOnce) {
                expectAccepted(client, open.remove());
            }
            open.add(client.post(http.path(), Bytes.utf8("n" + i)));
        }
        while (!open.isEmpty()) {
            expectAccepted(client, open.remove());
        }
        trial.mustHappen("the arrival of all requests", () -> http.handler.count() == MANY);
    }

    private static void expectAccepted(H2Probe client, int stream) {
        expect("status of stream " + stream, 202, client.response(stream).status());
    }

    /** Leaves one stream without its body. */
    @Case(rule = "HTTP2-01")
    public void shouldKeepStreamsApart(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        H2Probe client = http.connectH2();
        int late = client.newStream();
        client.wire().write(H2.frame(H2.HEADERS, H2.END_HEADERS, late, H2.postBlock(http.path())));
        expectAccepted(client, client.post(http.path(), Bytes.utf8("quick")));
        http.expectArrived("quick");
        client.wire().write(H2.frame(H2.DATA, H2.END_STREAM, late, Bytes.utf8("late")));
        expectAccepted(client, late);
        http.expectArrived("quick", "late");
    }

    /** Configures how many streams there may be at once. */
    @Case(rule = "HTTP2-02")
    public void shouldAnnounceTheConfiguredStreams(Trial trial) {
        H2Probe client = HttpServerUnderTest.open(trial, "DYN_HTTP2_MAX_CONCURRENT_STREAMS", "" + FEW_STREAMS)
                .connectH2();
        expect("streams at once", FEW_STREAMS, client.announced().get(H2.MAX_CONCURRENT_STREAMS));
    }

    /** Configures how large a frame may be. */
    @Case(rule = "HTTP2-03")
    public void shouldAnnounceTheConfiguredFrameSize(Trial trial) {
        H2Probe client = HttpServerUnderTest.open(trial, "DYN_HTTP2_MAX_FRAME_SIZE", "" + FRAME_SIZE)
                .connectH2();
        expect("largest frame", FRAME_SIZE, client.announced().get(H2.MAX_FRAME_SIZE));
    }

    /** Switches adaptive windows on and off in several spellings. */
    @Case(rule = "HTTP2-07")
    public void shouldSwitchAdaptiveWindowsOffByOneWordOnly(Trial trial) {
        Integer adaptive = streamWindow(trial);
        for (String text : List.of("TRUE", "1", "no")) {
            expect("stream window with " + ADAPTIVE + "=" + text, adaptive, streamWindow(trial, ADAPTIVE, text));
        }
        expectNot("stream window with " + ADAPTIVE + "=false", adaptive, streamWindow(trial, ADAPTIVE, "false"));
    }

    /** Reads what a server in a process of its own announces. */
    private static Integer streamWindow(Trial trial, String... variables) {
        TrialProcess process = trial.newProcess("server" + String.join("-", variables));
        RequestPlaneServer server =
                trial.await("server()", process.manager(variables).server());
        H2Probe client = H2Probe.client(trial.probe(server));
        return client.announced().getOrDefault(H2.INITIAL_WINDOW_SIZE, PROTOCOL_WINDOW);
    }

    /** Sends a body of many frames, in step with the windows. */
    @Case(rule = "HTTP2-04")
    public void shouldGiveRoomForALargeBody(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        byte[] body = new byte[LARGE_BODY];
        trial.random().nextBytes(body);
        H2Probe client = http.connectH2();
        int stream = client.newStream();
        client.wire().write(H2.frame(H2.HEADERS, H2.END_HEADERS, stream, H2.postBlock(http.path())));
        client.sendBody(stream, body, DEFAULT_FRAME_SIZE);
        expectAccepted(client, stream);
        trial.mustHappen("the request's arrival", () -> http.handler.count() == 1);
        expectBytes("the body", body, http.handler.seen().get(0).payload());
    }

    /** Closes the server under an open connection. */
    @Case(rule = "HTTP2-05")
    public void shouldSayGoodbye(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        H2Probe client = http.connectH2();
        expectAccepted(client, client.post(http.path(), Bytes.utf8("abc")));
        var closed = http.server.close();
        client.read(H2.GOAWAY);
        client.wire().expectClosed();
        trial.await("close", closed);
    }

    /** Resets a stream inside its body. */
    @Case(rule = "HTTP2-06")
    public void shouldForgetAStreamThatIsReset(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        H2Probe client = http.connectH2();
        int given = client.newStream();
        client.wire()
                .write(Bytes.concat(
                        H2.frame(H2.HEADERS, H2.END_HEADERS, given, H2.postBlock(http.path())),
                        H2.frame(H2.DATA, 0, given, Bytes.utf8("half")),
                        H2.reset(given, H2.CANCEL)));
        expectAccepted(client, client.post(http.path(), Bytes.utf8("whole")));
        http.expectArrived("whole");
        trial.mustHappen("nothing in flight", () -> http.server.inFlight() == 0);
    }
}
