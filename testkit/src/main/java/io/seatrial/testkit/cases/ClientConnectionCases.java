package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.CannotConnect;
import io.seatrial.plane.PlaneException.Overloaded;
import io.seatrial.plane.PlaneException.PayloadTooLarge;
import io.seatrial.plane.PlaneException.UnknownEndpoint;
import io.seatrial.plane.PlaneException.Untyped;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.WireProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The connections of a client: shared, noticed when they end, and the answers that come on them. */
public final class ClientConnectionCases {

    private static final String PATH = "1a2b/echo";
    private static final int BURST = 5;

    /** Creates the cases of one trial. */
    public ClientConnectionCases() {}

    /** Sends several requests before the first is acknowledged. */
    @Case(rule = "CLIENT-05")
    public void shouldGiveEachRequestItsOwnAcknowledgement(Trial trial) {
        RawListener worker = trial.listenRaw();
        List<CompletableFuture<byte[]>> sent = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            sent.add(send(trial, trial.client(), worker, "request " + i));
        }
        WireProbe connection = worker.accept();
        for (int i = 0; i < BURST; i++) {
            connection.write(Frames.ack(
                    "answer to " + Bytes.text(connection.readRequest().payload())));
        }
        for (int i = 0; i < BURST; i++) {
            expect(
                    "acknowledgement of request " + i,
                    "answer to request " + i,
                    Bytes.text(trial.await("request " + i, sent.get(i))));
        }
        expect("connections", 1, worker.accepted());
    }

    /** Sends one request after the other. */
    @Case(rule = "CLIENT-06")
    public void shouldUseOneConnectionForRequestsThatFollowEachOther(Trial trial) {
        RawListener worker = trial.listenRaw();
        WireProbe connection = null;
        for (int i = 0; i < BURST; i++) {
            CompletableFuture<byte[]> sent = send(trial, trial.client(), worker, "x");
            WireProbe first = connection == null ? worker.accept() : connection;
            trial.mustHappen("request " + i + " to arrive", () -> worker.accepted() > 1 || first.available() > 0);
            expect("connections after request " + i, 1, worker.accepted());
            answer(first, "");
            trial.await("request " + i, sent);
            connection = first;
        }
    }

    /** Closes the connection under a request. */
    @Case(rule = "CLIENT-07")
    public void shouldFailWhenTheServerClosesTheConnection(Trial trial) {
        RawListener worker = trial.listenRaw();
        CompletableFuture<byte[]> sent = send(trial, trial.client(), worker, "x");
        WireProbe connection = worker.accept();
        connection.readRequest();
        trial.await("close of the connection", connection.close());
        CannotConnect error = trial.awaitFailure("the request", sent, CannotConnect.class);
        expectContains("text of the error", "TCP request to " + worker.hostAndPort() + " failed", error.getMessage());
    }

    /** Closes an idle connection, then sends. */
    @Case(rule = "CLIENT-08")
    public void shouldNoticeThatAnIdleConnectionWasClosed(Trial trial) {
        RawListener worker = trial.listenRaw();
        closeIdle(trial, worker);
        trial.mustHappen("the client's notice", () -> connections(trial.client()) == 0);
        CompletableFuture<byte[]> next = send(trial, trial.client(), worker, "next");
        answer(worker.accept(), "");
        trial.await("the request after the connection was closed", next);
    }

    /** Closes an idle connection of 1.0.x, then sends. */
    @Case(rule = "CLIENT-09")
    public void shouldFailOnceOnAConnectionThatWasClosed(Trial trial) {
        RawListener worker = trial.listenRaw();
        closeIdle(trial, worker);
        CannotConnect error =
                trial.awaitFailure("the first request", send(trial, trial.client(), worker, "x"), CannotConnect.class);
        expectContains("cause of the error", "Connection closed by peer", String.valueOf(error.getCause()));
        CompletableFuture<byte[]> next = send(trial, trial.client(), worker, "next");
        answer(worker.accept(), "");
        trial.await("the request after that", next);
    }

    private static void closeIdle(Trial trial, RawListener worker) {
        CompletableFuture<byte[]> first = send(trial, trial.client(), worker, "first");
        WireProbe connection = worker.accept();
        answer(connection, "");
        trial.await("the first request", first);
        trial.await("close of the idle connection", connection.close());
    }

    /** Never acknowledges. */
    @Case(rule = "CLIENT-10")
    public void shouldFailARequestThatIsNotAcknowledged(Trial trial) {
        RawListener worker = trial.listenRaw();
        CompletableFuture<byte[]> sent = send(trial, impatient(trial), worker, "x");
        worker.accept().readRequest();
        PlaneException error = trial.awaitFailure("the request", sent, PlaneException.class);
        expectContains(
                "text of the error", "TCP request to " + worker.hostAndPort() + " timed out", error.getMessage());
        expect("whether the error keeps routers from the worker for a while", true, error.inhibitsInstance());
    }

    /** Acknowledges too late, while the next request is under way. */
    @Case(rule = "CLIENT-11")
    public void shouldGiveALateAcknowledgementToNobody(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = impatient(trial);
        CompletableFuture<byte[]> late = send(trial, client, worker, "late");
        WireProbe first = worker.accept();
        first.readRequest();
        trial.awaitFailure("the request that is not acknowledged in time", late, PlaneException.class);
        CompletableFuture<byte[]> next = send(trial, client, worker, "next");
        first.send(Frames.ack("too late")); // the client may have closed the connection: then it goes nowhere
        answer(worker.accept(), "in time");
        expect("acknowledgement of the next request", "in time", Bytes.text(trial.await("the next request", next)));
    }

    private static RequestPlaneClient impatient(Trial trial) {
        return trial.callerProcess()
                .manager(trial.variable("REQUEST_TIMEOUT"), "1")
                .createClient();
    }

    /** Sends to a port where nobody listens. */
    @Case(rule = "CLIENT-12")
    public void shouldTypeARefusedConnection(Trial trial) {
        refused(trial, CannotConnect.class);
    }

    /** Sends to a port where nobody listens, as 1.0.x. */
    @Case(rule = "CLIENT-13")
    public void shouldLeaveARefusedConnectionUntyped(Trial trial) {
        refused(trial, Untyped.class);
    }

    private static void refused(Trial trial, Class<? extends PlaneException> type) {
        InstanceAddress nobody = InstanceAddress.tcp("127.0.0.1:" + trial.freePort() + "/" + PATH);
        PlaneException error =
                trial.awaitFailure("a request to a port where nobody listens", trial.send(nobody, "x"), type);
        expectContains("the error with its causes", "Connection refused", error + " " + error.getCause());
    }

    /** Answers that there is no such endpoint. */
    @Case(rule = "CLIENT-20")
    public void shouldFailOnAnUnknownEndpoint(Trial trial) {
        refusedWith(trial, "Unknown endpoint: " + PATH, UnknownEndpoint.class);
    }

    /** Answers that there is no room. */
    @Case(rule = "CLIENT-21")
    public void shouldFailOnAnOverloadedServer(Trial trial) {
        refusedWith(trial, "Server overloaded: worker at capacity", Overloaded.class);
    }

    /** Answers that the frame was too large. */
    @Case(rule = "CLIENT-22")
    public void shouldFailOnAFrameThatWasTooLarge(Trial trial) {
        refusedWith(trial, "Read error: message too large: 99 bytes (max: 9 bytes)", PayloadTooLarge.class);
    }

    private static void refusedWith(Trial trial, String answer, Class<? extends PlaneException> type) {
        RawListener worker = trial.listenRaw();
        CompletableFuture<byte[]> sent = send(trial, trial.client(), worker, "x");
        answer(worker.accept(), answer);
        PlaneException error = trial.awaitFailure("a request that is answered with '" + answer + "'", sent, type);
        expectContains("text of the error", answer, error.getMessage());
    }

    /** Answers with refusals, as to 1.0.x. */
    @Case(rule = "CLIENT-23")
    public void shouldTakeEveryAnswerForSuccess(Trial trial) {
        RawListener worker = trial.listenRaw();
        WireProbe connection = null;
        for (String answer : List.of("Unknown endpoint: x", "Server overloaded: channel closed", "Read error: x")) {
            CompletableFuture<byte[]> sent = send(trial, trial.client(), worker, "x");
            connection = connection == null ? worker.accept() : connection;
            answer(connection, answer);
            expect("body of the acknowledgement", answer, Bytes.text(trial.await("the request", sent)));
        }
    }

    /** Sends bytes that nobody asked for. */
    @Case(rule = "CLIENT-24")
    public void shouldDropAConnectionWithSurplusBytes(Trial trial) {
        RawListener worker = trial.listenRaw();
        CompletableFuture<byte[]> first = send(trial, trial.client(), worker, "first");
        WireProbe connection = worker.accept();
        answer(connection, "");
        trial.await("the first request", first);
        connection.write(Frames.ack("nobody asked"));
        connection.expectClosed();
        CompletableFuture<byte[]> next = send(trial, trial.client(), worker, "next");
        answer(worker.accept(), "mine");
        expect("acknowledgement of the next request", "mine", Bytes.text(trial.await("the next request", next)));
    }

    /** Ends a server and starts another on its port. */
    @Case(rule = "CLIENT-27")
    public void shouldFindTheServerAgainAfterARestart(Trial trial) {
        RawListener before = trial.listenRaw();
        CompletableFuture<byte[]> lost = send(trial, trial.client(), before, "lost");
        WireProbe connection = before.accept();
        connection.readRequest();
        trial.await("the end of the listener", before.close());
        connection.reset();
        trial.awaitFailure("the request in flight", lost, CannotConnect.class);
        RawListener after = trial.listenRaw(before.port());
        CompletableFuture<byte[]> next = send(trial, trial.client(), after, "next");
        answer(after.accept(), "");
        trial.await("the request after the restart", next);
    }

    static int connections(RequestPlaneClient client) {
        return client.stats().activeConnections() + client.stats().idleConnections();
    }

    static void answer(WireProbe connection, String body) {
        connection.readRequest();
        connection.write(Frames.ack(body));
    }

    static CompletableFuture<byte[]> send(Trial trial, RequestPlaneClient client, RawListener worker, String payload) {
        return client.send(worker.instance(PATH), trial.buffer(Bytes.utf8(payload)), Map.of())
                .toCompletableFuture();
    }
}
