package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.CannotConnect;
import io.seatrial.plane.PlaneException.Overloaded;
import io.seatrial.plane.PlaneException.PayloadTooLarge;
import io.seatrial.plane.PlaneException.UnknownEndpoint;
import io.seatrial.plane.PlaneException.Untyped;
import io.seatrial.plane.Profile;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.H2Probe;
import io.seatrial.testkit.probe.HttpText;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What an HTTP client sends, and what it makes of each answer. */
public final class HttpClientCases {

    /** Creates the cases of one trial. */
    public HttpClientCases() {}

    /** Sends headers. */
    @Case(rule = "HTTPCLIENT-01")
    public void shouldPostTheRequestAsItIs(Trial trial) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        CompletableFuture<byte[]> sent =
                worker.call(trial.client(), "abc", "traceparent", "00-ab-cd-01", "x-request-id", "r1");
        HttpText.Message request = worker.answer(202, "Accepted", "");
        expect("body of the acknowledgement", 0, trial.await("the request", sent).length);
        expectContains("method and path", "POST /v1/rpc/generate", request.start());
        expect("content type", "application/octet-stream", request.header("content-type"));
        expect("content length", "3", request.header("content-length"));
        expect("traceparent", "00-ab-cd-01", request.header("traceparent"));
        expect("x-request-id", "r1", request.header("x-request-id"));
        expect("body", "abc", request.text());
    }

    /** Reads the first line of a request. */
    @Case(rule = "HTTPCLIENT-02")
    public void shouldSpeakHttp11(Trial trial) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        CompletableFuture<byte[]> sent = worker.call(trial.client(), "abc");
        WireProbe connection = worker.listener.accept();
        HttpText.Message request = HttpText.read(connection);
        expect("the request line", "POST /v1/rpc/generate HTTP/1.1", request.start());
        expect("accept", "*/*", request.header("accept"));
        connection.write(HttpText.answer("202 Accepted", ""));
        trial.await("the request", sent);
    }

    /** Answers 404. */
    @Case(rule = "HTTPCLIENT-03")
    public void shouldTellThatTheEndpointIsUnknown(Trial trial) {
        UnknownEndpoint error = refused(trial, 404, "Endpoint not found", UnknownEndpoint.class);
        expectContains("text of the error", "404 Not Found: Endpoint not found", error.getMessage());
    }

    /** Answers 503. */
    @Case(rule = "HTTPCLIENT-04")
    public void shouldTellThatTheServerIsOverloaded(Trial trial) {
        refused(trial, 503, "full", Overloaded.class);
    }

    /** Answers 413. */
    @Case(rule = "HTTPCLIENT-05")
    public void shouldTellThatTheRequestIsTooLarge(Trial trial) {
        refused(trial, 413, "length limit exceeded", PayloadTooLarge.class);
    }

    private static <E extends PlaneException> E refused(Trial trial, int status, String body, Class<E> type) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        CompletableFuture<byte[]> sent = worker.call(trial.client(), "abc");
        worker.answer(status, "", body);
        return trial.awaitFailure("a request that is answered with " + status, sent, type);
    }

    /** Answers 404 and 503. */
    @Case(rule = "HTTPCLIENT-06")
    public void shouldLeaveStatusesUntyped(Trial trial) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        CompletableFuture<byte[]> sent = worker.call(trial.client(), "abc");
        worker.answer(404, "Not Found", "Endpoint not found");
        Untyped error = trial.awaitFailure("a request that is answered with 404", sent, Untyped.class);
        expect(
                "text of the error",
                "HTTP request failed with status 404 Not Found: Endpoint not found",
                error.getMessage());
    }

    /** Calls where nobody listens. */
    @Case(rule = "HTTPCLIENT-07")
    public void shouldFailOnARefusedConnection(Trial trial) {
        InstanceAddress dead = Addresses.dead(trial);
        CannotConnect error = trial.awaitFailure("a request to nobody", trial.send(dead, "x"), CannotConnect.class);
        expectContains("text of the error", "HTTP request to " + dead + " failed", error.getMessage());
    }

    /** Takes the request and says nothing. */
    @Case(rule = "HTTPCLIENT-08")
    public void shouldNotWaitForEverForTheAcknowledgement(Trial trial) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        CompletableFuture<byte[]> sent = worker.call(impatient(trial), "abc");
        if (trial.profile() == Profile.REFERENCE) {
            H2Probe.server(worker.listener.accept()).request();
        } else {
            HttpText.read(worker.listener.accept());
        }
        PlaneException error = trial.awaitFailure("a request without an answer", sent, PlaneException.class);
        expect("wire type of the error", "CannotConnect", error.wireType());
        expectContains("text of the error", "HTTP request to " + worker.address + " failed", error.getMessage());
    }

    private static RequestPlaneClient impatient(Trial trial) {
        return trial.callerProcess()
                .manager(trial.variable("REQUEST_TIMEOUT"), "1")
                .createClient();
    }

    /** Has a handler that takes longer than the time-out. */
    @Case(rule = "HTTPCLIENT-09")
    public void shouldNotCountTheHandler(Trial trial) {
        RecordingHandler handler = trial.handler().hold();
        InstanceAddress address = trial.serve(trial.endpoint("slow"), handler);
        RequestPlaneClient client = impatient(trial);
        trial.await("the request", client.send(address, trial.buffer(Bytes.utf8("x")), Map.of()));
        trial.await("more than the time-out", trial.after(Duration.ofMillis(1200)));
        expect("requests that run", 1, handler.running());
        expect("errors", 0L, client.stats().errors());
        handler.releaseAll();
    }

    /** Sends requests one after the other. */
    @Case(rule = "HTTPCLIENT-15")
    public void shouldKeepItsConnection(Trial trial) {
        InstanceAddress address = trial.serve(trial.endpoint("echo"), trial.handler());
        for (int i = 0; i < 5; i++) {
            trial.await("request " + i, trial.send(address, "x"));
        }
        expect("connections of the client", 1, trial.callerProcess().connectAttempts());
    }

    /** Ends the connection behind the request. */
    @Case(rule = "HTTPCLIENT-16")
    public void shouldFailARequestWhoseConnectionEnds(Trial trial) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        CompletableFuture<byte[]> sent = worker.call(trial.client(), "abc");
        WireProbe connection = worker.listener.accept();
        if (trial.profile() == Profile.REFERENCE) {
            H2Probe.server(connection).request();
        } else {
            HttpText.read(connection);
        }
        trial.await("close of the connection", connection.close());
        PlaneException error = trial.awaitFailure("a request whose connection ends", sent, PlaneException.class);
        expectThat(
                "the error",
                "one that is not a time-out",
                !String.valueOf(error.getMessage()).contains("timed out"),
                error);
    }
}
