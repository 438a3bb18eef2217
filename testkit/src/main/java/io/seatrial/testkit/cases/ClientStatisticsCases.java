package io.seatrial.testkit.cases;

import static io.seatrial.testkit.cases.ClientCases.send;
import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBetween;

import io.seatrial.plane.ClientStats;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.WireProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a client counts. */
public final class ClientStatisticsCases {

    private static final int MANY = 64;

    /** Creates the cases of one trial. */
    public ClientStatisticsCases() {}

    /** Sends good and bad requests and reads the statistics. */
    @Case(rule = "CLIENT-19")
    public void shouldCountWhatItDoes(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        RequestPlaneClient client = trial.client();
        for (int i = 0; i < 3; i++) {
            trial.await(
                    "a request",
                    client.send(wired.server.publishedAddress(wired.id), trial.buffer(Bytes.utf8("four")), Map.of()));
        }
        trial.await("unregister", wired.server.unregister(wired.id));
        trial.awaitFailure(
                "a request to what is gone",
                client.send(wired.server.publishedAddress(wired.id), trial.buffer(Bytes.utf8("four")), Map.of()),
                PlaneException.class);
        ClientStats stats = client.stats();
        expect("requests sent", 4L, stats.requestsSent());
        expect("errors", 1L, stats.errors());
        expect("requests that succeeded", 3L, stats.requestsSent() - stats.errors());
        expect("payload bytes sent", 16L, stats.bytesSent());
        expect("connections", 1, stats.activeConnections() + stats.idleConnections());
    }

    /** Answers with a body, after a while, and reads the statistics. */
    @Case(rule = "CLIENT-19")
    public void shouldCountWhatItHears(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = trial.client();
        CompletableFuture<byte[]> sent = send(trial, client, worker.instance("1a2b/echo"));
        WireProbe connection = worker.accept();
        connection.readRequest();
        trial.await("a while", trial.after(Duration.ofMillis(40)));
        connection.write(Frames.ack("heard you"));
        trial.await("the request", sent);
        ClientStats stats = client.stats();
        expect("acknowledgements", 1L, stats.responsesReceived());
        expect("bytes of acknowledgements", 9L, stats.bytesReceived());
        expectBetween(
                "average latency in microseconds of a request that took 40 ms and more",
                30_000,
                TimeUnit.DAYS.toMicros(1),
                stats.avgLatencyMicros());
    }

    /** Sends good and bad requests, and adds up. */
    @Case(rule = "CLIENT-28")
    public void shouldCountEachRequestOnce(Trial trial) {
        EndpointId id = trial.endpoint("echo");
        InstanceAddress address = trial.serve(id, trial.handler());
        RequestPlaneClient client = trial.client();
        trial.awaitAll("requests", trial.concurrently(MANY, i -> send(trial, client, address)));
        trial.await("unregister", trial.server().unregister(id));
        trial.outcomes("requests to what is gone", trial.concurrently(MANY, i -> send(trial, client, address)));
        ClientStats stats = client.stats();
        expect("requests sent", 2L * MANY, stats.requestsSent());
        expect("acknowledgements and errors", stats.requestsSent(), stats.responsesReceived() + stats.errors());
        expect("errors", (long) MANY, stats.errors());
    }

    /** Sends requests for which there is no connection, and adds up. */
    @Case(rule = "CLIENT-28", transports = "tcp")
    public void shouldCountWhatNeverHadAConnection(Trial trial) {
        InstanceAddress nobody = InstanceAddress.tcp("127.0.0.1:" + trial.freePort() + "/1a2b/echo");
        RequestPlaneClient client = trial.client();
        trial.outcomes("requests to nobody", trial.concurrently(MANY, i -> send(trial, client, nobody)));
        trial.outcome("a request to what is no address", send(trial, client, InstanceAddress.tcp("invalid")));
        ClientStats stats = client.stats();
        expect("requests sent", MANY + 1L, stats.requestsSent());
        expect("errors of requests that never had a connection", MANY + 1L, stats.errors());
    }
}
