package io.seatrial.testkit.cases;

import static io.seatrial.testkit.cases.ClientConnectionCases.connections;
import static io.seatrial.testkit.cases.ClientConnectionCases.send;
import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.WireProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Requests that wait for their acknowledgement, or in line for a place on a connection, and what ends them. */
public final class ClientWaitingCases {

    private static final int IN_LINE = 10;

    /** Creates the cases of one trial. */
    public ClientWaitingCases() {}

    /** Lets two requests on one connection wait, the second of them a while longer. */
    @Case(rule = "CLIENT-10")
    public void shouldFailEachRequestThatIsNotAcknowledged(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = client(trial, "REQUEST_TIMEOUT", "1");
        CompletableFuture<byte[]> first = send(trial, client, worker, "first");
        worker.accept().readRequest();
        trial.await("half of the bound", trial.after(Duration.ofMillis(500)));
        CompletableFuture<byte[]> second = send(trial, client, worker, "second");
        expectTimeOut(trial, worker, "the first request", first);
        expectTimeOut(trial, worker, "the second request", second);
    }

    /** Acknowledges the first request too late and the second, on the same connection, in time. Both are judged to the second. */
    @Case(rule = "CLIENT-11", networks = "simulated")
    public void shouldLeaveALateAcknowledgementToItsRequest(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = client(trial, "REQUEST_TIMEOUT", "2");
        CompletableFuture<byte[]> late = send(trial, client, worker, "late");
        WireProbe connection = worker.accept();
        connection.readRequest();
        trial.await("half of the bound", trial.after(Duration.ofSeconds(1)));
        CompletableFuture<byte[]> other = send(trial, client, worker, "other");
        connection.readRequest();
        trial.awaitFailure("the request that is not acknowledged in time", late, PlaneException.class);
        connection.write(Frames.ack("too late"));
        connection.write(Frames.ack("in time"));
        expect("acknowledgement of the other request", "in time", Bytes.text(trial.await("the other request", other)));
    }

    /** Never acknowledges, and keeps the connection open. */
    @Case(rule = "CLIENT-32")
    public void shouldCloseTheConnectionOfARequestThatTimedOut(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = client(trial, "REQUEST_TIMEOUT", "1");
        CompletableFuture<byte[]> sent = send(trial, client, worker, "x");
        WireProbe connection = worker.accept();
        connection.readRequest();
        expectTimeOut(trial, worker, "the request", sent);
        trial.mustHappen("the end of the connection whose request timed out", () -> !connection.isOpen());
        trial.mustHappen("no connection to be left", () -> connections(client) == 0);
    }

    /** Lets many wait for the one place on the one connection, before it is there and afterwards. */
    @Case(rule = "CLIENT-35")
    public void shouldFailWhoWaitsInLineAtItsOwnBound(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client =
                client(trial, "REQUEST_TIMEOUT", "1", "POOL_SIZE", "1", "CHANNEL_BUFFER", "1", "CONNECT_TIMEOUT", "5");
        List<CompletableFuture<byte[]>> sent = new ArrayList<>();
        for (int i = 0; i < IN_LINE; i++) {
            sent.add(send(trial, client, worker, "before"));
        }
        worker.accept().readRequest();
        for (int i = 0; i < IN_LINE; i++) {
            sent.add(send(trial, client, worker, "after"));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
        CompletableFuture<Object> ended = all.handle((none, failure) -> none);
        trial.await(
                "the end of all, or several times the bound",
                CompletableFuture.anyOf(
                        ended, trial.after(Duration.ofSeconds(4)).toCompletableFuture()));
        long waiting = sent.stream().filter(request -> !request.isDone()).count();
        expect("requests in line that wait on after several times their bound", 0L, waiting);
        for (int i = 0; i < sent.size(); i++) {
            expectTimeOut(trial, worker, "request " + i, sent.get(i));
        }
    }

    /** Gives up a request that waits in line between two others. */
    @Case(rule = "CLIENT-36")
    public void shouldNotSendWhatWasGivenUp(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = client(trial, "REQUEST_TIMEOUT", "60", "POOL_SIZE", "1", "CHANNEL_BUFFER", "1");
        CompletableFuture<byte[]> first = send(trial, client, worker, "first");
        WireProbe connection = worker.accept();
        connection.readRequest();
        CompletableFuture<byte[]> givenUp = send(trial, client, worker, "given up");
        CompletableFuture<byte[]> last = send(trial, client, worker, "last");
        expectThat("a request in line", "given up", givenUp.cancel(true), givenUp);
        connection.write(Frames.ack(""));
        trial.await("the request before it", first);
        expect(
                "the request that is sent in its place",
                "last",
                Bytes.text(connection.readRequest().payload()));
        connection.write(Frames.ack(""));
        trial.await("the request behind it", last);
        expect("connections", 1, worker.accepted());
    }

    /** Closes a client whose request is acknowledged afterwards, if it still waits for that. */
    @Case(rule = "CLIENT-25")
    public void shouldEndWhenWhatWasInFlightIsAcknowledged(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = client(trial, "REQUEST_TIMEOUT", "60");
        CompletableFuture<byte[]> sent = send(trial, client, worker, "x");
        WireProbe connection = worker.accept();
        connection.readRequest();
        CompletableFuture<Void> closed = client.close().toCompletableFuture();
        connection.send(Frames.ack(""));
        trial.outcome("the request in flight at close", sent);
        trial.mustHappen("the return of close after the last request has ended", closed::isDone);
    }

    /** Closes a client while it connects for a request. */
    @Case(rule = "CLIENT-25")
    public void shouldEndWhatWaitsForItsConnectionAtClose(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = client(trial, "REQUEST_TIMEOUT", "1");
        CompletableFuture<byte[]> sent = send(trial, client, worker, "x");
        trial.mustHappen(
                "the beginning of the connect", () -> trial.callerProcess().connectAttempts() > 0);
        trial.await("close of the client", client.close());
        expectThat("the request that waited for its connection", "ended", sent.isDone(), sent);
    }

    private static void expectTimeOut(Trial trial, RawListener worker, String what, CompletableFuture<byte[]> sent) {
        PlaneException error = trial.awaitFailure(what, sent, PlaneException.class);
        expectContains(
                "the error of " + what, "TCP request to " + worker.hostAndPort() + " timed out", error.getMessage());
    }

    /** A client that is configured by alternating names, without their prefix, and values of variables. */
    static RequestPlaneClient client(Trial trial, String... variables) {
        String[] full = variables.clone();
        for (int i = 0; i < full.length; i += 2) {
            full[i] = trial.variable(variables[i]);
        }
        return trial.callerProcess().manager(full).createClient();
    }
}
