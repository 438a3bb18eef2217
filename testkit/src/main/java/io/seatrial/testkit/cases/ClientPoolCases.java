package io.seatrial.testkit.cases;

import static io.seatrial.testkit.cases.ClientConnectionCases.answer;
import static io.seatrial.testkit.cases.ClientConnectionCases.connections;
import static io.seatrial.testkit.cases.ClientConnectionCases.send;
import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBetween;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.WireProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How many connections a client opens, and how long it keeps them. */
public final class ClientPoolCases {

    private static final int POOL = 3;
    private static final int ON_ONE_CONNECTION = 4;
    private static final int BURST = 5;

    /** Creates the cases of one trial. */
    public ClientPoolCases() {}

    /** Sends as many as fit on all connections together. */
    @Case(rule = "CLIENT-17")
    public void shouldOpenNoMoreConnectionsThanThePoolAllows(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = trial.callerProcess()
                .manager(
                        trial.variable("POOL_SIZE"), "" + POOL,
                        trial.variable("CHANNEL_BUFFER"), "" + ON_ONE_CONNECTION)
                .createClient();
        List<CompletableFuture<byte[]>> sent = new ArrayList<>();
        for (int i = 0; i < 3 * POOL * ON_ONE_CONNECTION; i++) {
            sent.add(send(trial, client, worker, "x"));
        }
        List<WireProbe> open = new ArrayList<>();
        trial.mustHappen("all connections of the pool", () -> worker.accepted() >= POOL);
        for (int i = 0; i < POOL; i++) {
            open.add(worker.accept());
        }
        trial.mustHappen("the acknowledgement of all requests", () -> {
            open.forEach(ClientPoolCases::answerWhatIsThere);
            return sent.stream().allMatch(CompletableFuture::isDone);
        });
        trial.awaitAll("requests", sent);
        expectBetween("connections", 1, POOL, worker.accepted());
    }

    private static void answerWhatIsThere(WireProbe connection) {
        while (connection.available() > 0) {
            answer(connection, "");
        }
    }

    /** Sends several requests before the first is acknowledged, as 1.0.x. */
    @Case(rule = "CLIENT-18")
    public void shouldOpenAConnectionForEachRequestInFlight(Trial trial) {
        RawListener worker = trial.listenRaw();
        List<CompletableFuture<byte[]>> sent = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            sent.add(send(trial, trial.client(), worker, "x"));
        }
        for (int i = 0; i < BURST; i++) {
            answer(worker.accept(), "");
        }
        trial.awaitAll("requests", sent);
        expect("connections", BURST, worker.accepted());
    }

    /** Leaves one worker unused and another with its request. */
    @Case(rule = "CLIENT-31")
    public void shouldCloseWhatIsNotUsed(Trial trial) {
        RequestPlaneClient client = trial.callerProcess()
                .manager("DYN_TCP_HOST_IDLE_TTL_SECS", "1", trial.variable("REQUEST_TIMEOUT"), "60")
                .createClient();
        RawListener slow = trial.listenRaw();
        CompletableFuture<byte[]> waiting = send(trial, client, slow, "waiting");
        WireProbe busy = slow.accept();
        busy.readRequest();
        RawListener unused = trial.listenRaw();
        CompletableFuture<byte[]> done = send(trial, client, unused, "done");
        WireProbe idle = unused.accept();
        answer(idle, "");
        trial.await("the request of the unused worker", done);
        idle.expectClosed();
        trial.mustHappen("one connection to be left", () -> connections(client) == 1);
        busy.write(Frames.ack(""));
        trial.await("the request in flight meanwhile", waiting);
    }

    /** Ends the only connection that the pool may have, again and again. */
    @Case(rule = "CLIENT-33")
    public void shouldOpenAConnectionInPlaceOfOneThatEnded(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = ClientWaitingCases.client(trial, "POOL_SIZE", "1");
        for (int i = 0; i < BURST; i++) {
            CompletableFuture<byte[]> lost = send(trial, client, worker, "lost");
            WireProbe connection = next(trial, worker, i);
            connection.readRequest();
            trial.await("close of the connection", connection.close());
            trial.awaitFailure("the request whose connection ended", lost, PlaneException.class);
        }
    }

    /** Lets a request time out on the only connection that the pool may have, and keeps that open. */
    @Case(rule = "CLIENT-33")
    public void shouldOpenAConnectionInPlaceOfOneWhoseRequestTimedOut(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = ClientWaitingCases.client(trial, "POOL_SIZE", "1", "REQUEST_TIMEOUT", "1");
        for (int i = 0; i < 2; i++) {
            CompletableFuture<byte[]> late = send(trial, client, worker, "late");
            next(trial, worker, i).readRequest();
            trial.awaitFailure("the request that is not acknowledged", late, PlaneException.class);
        }
    }

    private static WireProbe next(Trial trial, RawListener worker, int before) {
        trial.mustHappen(
                "a connection in place of the " + before + " that were used before", () -> worker.accepted() > before);
        return worker.accept();
    }

    /** Uses a connection again and again, for several times as long as an unused one is kept. */
    @Case(rule = "CLIENT-34")
    public void shouldKeepWhatIsUsed(Trial trial) {
        RequestPlaneClient client = trial.callerProcess()
                .manager("DYN_TCP_HOST_IDLE_TTL_SECS", "2", trial.variable("REQUEST_TIMEOUT"), "1")
                .createClient();
        RawListener worker = trial.listenRaw();
        CompletableFuture<byte[]> sent = send(trial, client, worker, "x");
        WireProbe connection = worker.accept();
        for (int i = 0; i < BURST; i++) {
            trial.await("a part of the bound", trial.after(Duration.ofMillis(500)));
            answer(connection, "");
            trial.await("request " + i, sent);
            trial.await("a part of the time", trial.after(Duration.ofMillis(1200)));
            sent = send(trial, client, worker, "x");
            trial.mustHappen("the next request", () -> worker.accepted() > 1 || connection.available() > 0);
            expect("connections to a worker that is used all the time", 1, worker.accepted());
        }
        answer(connection, "");
        trial.await("the last request", sent);
    }
}
