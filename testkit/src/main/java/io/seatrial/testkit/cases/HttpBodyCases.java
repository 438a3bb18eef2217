package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBytes;
import static io.seatrial.testkit.expect.Expect.expectContains;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.HttpText;
import io.seatrial.testkit.probe.WireProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bodies of HTTP requests: their limits, their divisions, and clients that go away. */
public final class HttpBodyCases {

    private static final int LIMIT_OF_1_0 = 2_097_152;
    private static final int SMALL_LIMIT = 1000;
    private static final int PIPELINED = 20;
    private static final String LIMIT = "SEATRIAL_HTTP_MAX_BODY_SIZE";

    /** Creates the cases of one trial. */
    public HttpBodyCases() {}

    /** Sends bodies at the limit and over it. */
    @Case(rule = "HTTP-13")
    public void shouldHaveTheLimitOfTheFramework(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        byte[] largest = new byte[LIMIT_OF_1_0];
        expect(
                "status at the limit",
                202,
                http.exchange(http.connect(), HttpText.post(http.path(), largest))
                        .status());
        for (String path : List.of(http.path(), http.pathOfNobody())) {
            WireProbe client = http.connect();
            client.send(HttpText.post(path, new byte[LIMIT_OF_1_0 + 1]));
            HttpText.Message answer = HttpText.read(client);
            expect("status over the limit at " + path, 413, answer.status());
            expect("body", "Failed to buffer the request body: length limit exceeded", answer.text());
        }
        trial.mustHappen("the request at the limit", () -> http.handler.count() == 1);
    }

    /** Announces a body over the limit, and sends nothing of it. */
    @Case(rule = "HTTP-14")
    public void shouldRefuseATooLargeBodyByItsLength(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial, LIMIT, "" + SMALL_LIMIT);
        expect(
                "status at the limit",
                202,
                http.exchange(http.connect(), HttpText.post(http.path(), new byte[SMALL_LIMIT]))
                        .status());
        WireProbe client = http.connect();
        client.write(HttpText.head("POST", http.path(), "content-length: " + (SMALL_LIMIT + 1)));
        HttpText.Message answer = HttpText.read(client);
        expect("status over the limit", 413, answer.status());
        expectContains("body", "" + SMALL_LIMIT, answer.text());
        trial.mustHappen("the request at the limit", () -> http.handler.count() == 1);
    }

    /** Sends chunks without end. */
    @Case(rule = "HTTP-15", profiles = "reference")
    public void shouldCutOffChunksAtTheLimit(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial, LIMIT, "" + SMALL_LIMIT);
        expectCutOff(trial, http, SMALL_LIMIT / 2);
    }

    /** Sends chunks without end. */
    @Case(rule = "HTTP-15", profiles = "dynamo-1.0")
    public void shouldCutOffChunksAtTheLimitOfTheFramework(Trial trial) {
        expectCutOff(trial, HttpServerUnderTest.open(trial), LIMIT_OF_1_0 / 2);
    }

    private static void expectCutOff(Trial trial, HttpServerUnderTest http, int size) {
        WireProbe client = http.connect();
        byte[] chunk = HttpText.chunk(new byte[size]);
        client.send(
                Bytes.concat(HttpText.head("POST", http.path(), "transfer-encoding: chunked"), chunk, chunk, chunk));
        trial.mustHappen("an answer 413 as soon as more than the limit has come", () -> client.available() > 0);
        expect("status over the limit", 413, HttpText.read(client).status());
        expect("requests at the handler", 0, http.handler.count());
    }

    /** Sends one body in many divisions. */
    @Case(rule = "HTTP-16")
    public void shouldTakeChunksOfAnyDivision(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        byte[] body = new byte[600];
        trial.random().nextBytes(body);
        WireProbe client = http.connect();
        int sent = 0;
        for (int size : new int[] {1, 7, 592}) {
            client.write(HttpText.head("POST", http.path(), "transfer-encoding: chunked"));
            for (int at = 0; at < body.length; at += size) {
                client.write(HttpText.chunk(java.util.Arrays.copyOfRange(body, at, Math.min(at + size, body.length))));
            }
            client.write(HttpText.chunk(new byte[0]));
            expect("status for chunks of " + size, 202, HttpText.read(client).status());
            sent++;
            int count = sent;
            trial.mustHappen("the request's arrival", () -> http.handler.count() == count);
            expectBytes("the body", body, http.handler.seen().get(count - 1).payload());
        }
    }

    /** Sends the headers that carry a trace. */
    @Case(rule = "HTTP-17")
    public void shouldHandOverTheTraceHeaders(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        http.exchange(
                http.connect(),
                HttpText.post(
                        http.path(),
                        Bytes.utf8("abc"),
                        "traceparent",
                        trace,
                        "tracestate",
                        "a=b",
                        "X-Request-Id",
                        "r1",
                        "x-dynamo-request-id",
                        "4f2a7c52-7a1c-4a6e-8a51-0f6bc1e2f9aa"));
        trial.mustHappen("the request's arrival", () -> http.handler.count() == 1);
        Map<String, String> seen = http.handler.seen().get(0).headers();
        expect("traceparent", trace, seen.get("traceparent"));
        expect("tracestate", "a=b", seen.get("tracestate"));
        expect("x-request-id", "r1", seen.get("x-request-id"));
        expect("x-dynamo-request-id", "4f2a7c52-7a1c-4a6e-8a51-0f6bc1e2f9aa", seen.get("x-dynamo-request-id"));
    }

    /** Goes away inside the body. */
    @Case(rule = "HTTP-18")
    public void shouldNotRunHalfARequest(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        WireProbe ended = http.connect();
        ended.write(Bytes.concat(HttpText.head("POST", http.path(), "content-length: 100"), new byte[99]));
        ended.halfClose();
        ended.expectClosed();
        WireProbe cut = http.connect();
        cut.write(Bytes.concat(HttpText.head("POST", http.path(), "content-length: 100"), new byte[99]));
        cut.reset();
        http.expectOthersServed();
        http.expectArrived("other");
        trial.mustHappen("nothing in flight", () -> http.server.inFlight() == 0);
    }

    /** Goes away right after the body. */
    @Case(rule = "HTTP-19")
    public void shouldRunARequestWhoseClientHasGone(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        WireProbe client = http.connect();
        client.write(HttpText.post(http.path(), Bytes.utf8("abc")));
        client.halfClose();
        http.expectArrived("abc");
    }

    /** Closes the server with an idle connection and a running handler. */
    @Case(rule = "HTTP-20")
    public void shouldEndIdleConnectionsAndLetHandlersFinish(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        http.handler.hold();
        WireProbe idle = http.connect();
        expect("status", 202, http.post(idle, http.path(), "abc").status());
        trial.mustHappen("the request's arrival", () -> http.handler.running() == 1);
        var closed = http.server.close();
        http.handler.releaseAll();
        expect("requests left in flight", 0, trial.await("close", closed).leftInFlight());
        idle.expectClosed();
    }

    /** Sends many requests at once, good and bad ones. */
    @Case(rule = "HTTP-23")
    public void shouldAnswerPipelinedRequestsInOrder(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < PIPELINED; i++) {
            requests.add(HttpText.post(i % 3 == 1 ? http.pathOfNobody() : http.path(), Bytes.utf8("n" + i)));
        }
        WireProbe client = http.connect();
        client.write(Bytes.concat(requests.toArray(byte[][]::new)));
        for (int i = 0; i < PIPELINED; i++) {
            expect(
                    "status of request " + i,
                    i % 3 == 1 ? 404 : 202,
                    HttpText.read(client).status());
        }
    }

    /** Waits for leave to send. */
    @Case(rule = "HTTP-24")
    public void shouldGiveLeaveToSend(Trial trial) {
        HttpServerUnderTest http = HttpServerUnderTest.open(trial);
        WireProbe client = http.connect();
        client.write(HttpText.head("POST", http.path(), "content-length: 3", "expect", "100-continue"));
        expect("the interim status", 100, HttpText.read(client).status());
        client.write(Bytes.utf8("abc"));
        expect("the status", 202, HttpText.read(client).status());
        http.expectArrived("abc");
    }
}
