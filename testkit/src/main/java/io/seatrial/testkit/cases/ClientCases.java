package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneException.Closed;
import io.seatrial.plane.PlaneException.InvalidRequest;
import io.seatrial.plane.PlaneException.PayloadTooLarge;
import io.seatrial.plane.PlaneException.PlaneMismatch;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.probe.WireProbe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a client sends, and what it refuses to send. */
public final class ClientCases {

    private static final int TOO_LARGE = 1000;
    private static final int MANY = 64;

    /** Creates the cases of one trial. */
    public ClientCases() {}

    /** Sends to addresses in several forms. */
    @Case(rule = "CLIENT-01")
    public void shouldReadEachFormOfAnAddress(Trial trial) {
        RawListener worker = trial.listenRaw();
        for (String prefix : List.of("", "tcp://")) {
            for (String path : List.of("1a2b/generate", "1a2b/a/b", "one")) {
                RequestPlaneClient client = trial.callerProcess().manager().createClient();
                InstanceAddress address = InstanceAddress.tcp(prefix + worker.hostAndPort() + "/" + path);
                CompletableFuture<byte[]> sent = send(trial, client, address);
                WireProbe connection = worker.accept();
                expect(
                        "path of the request to " + address,
                        path,
                        connection.readRequest().pathText());
                connection.write(Frames.ack(""));
                trial.await("the request to " + address, sent);
            }
        }
    }

    /** Sends to what is no address. */
    @Case(rule = "CLIENT-02")
    public void shouldRefuseWhatIsNoSocketAddress(Trial trial) {
        for (String address : List.of(
                "invalid",
                "localhost:1/x",
                "::1:1/x",
                "TCP://127.0.0.1:1/x",
                "tcp://tcp://127.0.0.1:1/x",
                "http://127.0.0.1:1/v1/rpc/x")) {
            PlaneException error = trial.awaitFailure(
                    "a request to " + address,
                    send(trial, trial.client(), InstanceAddress.tcp(address)),
                    PlaneException.class);
            expectContains(
                    "text of the error",
                    "Invalid TCP address '" + address + "': invalid socket address syntax",
                    error.getMessage());
        }
    }

    /** Looks at a client that was only made. */
    @Case(rule = "CLIENT-03", profiles = "reference")
    public void shouldBeHealthyAndUncounted(Trial trial) {
        expectUnused(trial.client());
    }

    /** Looks at a client that was only made; over NATS 1.0.x counts the shared connection as its own. */
    @Case(
            rule = "CLIENT-03",
            profiles = "dynamo-1.0",
            transports = {"tcp", "http"})
    public void shouldBeHealthyAndUncountedAsIn10(Trial trial) {
        expectUnused(trial.client());
    }

    private static void expectUnused(RequestPlaneClient client) {
        expect("health of an unused client", true, client.isHealthy());
        expect("statistics of an unused client", ClientStats.ZERO, client.stats());
        expect("availability of an unused client", false, client.stats().isAvailable());
    }

    /** Sends headers, one of them with the routing header's name. */
    @Case(rule = "CLIENT-04")
    public void shouldSendTheHeadersAndItsOwnRoutingHeader(Trial trial) {
        RawListener worker = trial.listenRaw();
        CompletableFuture<byte[]> sent = trial.client()
                .send(
                        worker.instance("1a2b/generate"),
                        trial.buffer(new byte[] {1}),
                        Map.of("x-endpoint-path", "somewhere/else", "traceparent", "00-ab-cd-01"))
                .toCompletableFuture();
        WireProbe connection = worker.accept();
        String headers = connection.readRequest().headersText();
        connection.write(Frames.ack(""));
        trial.await("the request", sent);
        expectContains("the headers", "\"x-endpoint-path\":\"1a2b/generate\"", headers);
        expectContains("the headers", "\"traceparent\":\"00-ab-cd-01\"", headers);
        expectThat("the headers", "no trace of the caller's routing header", !headers.contains("somewhere"), headers);
    }

    /** Sends without a path. */
    @Case(rule = "CLIENT-14")
    public void shouldRefuseARequestWithoutAPath(Trial trial) {
        RawListener worker = trial.listenRaw();
        for (String address : List.of(worker.hostAndPort(), worker.hostAndPort() + "/")) {
            trial.awaitFailure(
                    "a request to " + address,
                    send(trial, trial.client(), InstanceAddress.tcp(address)),
                    InvalidRequest.class);
        }
        expectNoConnection(trial, worker);
    }

    /** Sends headers of more than 64 KiB. */
    @Case(rule = "CLIENT-15")
    public void shouldRefuseTooLargeHeaders(Trial trial) {
        RawListener worker = trial.listenRaw();
        trial.awaitFailure(
                "a request with too large headers",
                trial.client()
                        .send(
                                worker.instance("1a2b/echo"),
                                trial.buffer(new byte[] {1}),
                                Map.of("large", "x".repeat(65_536))),
                InvalidRequest.class);
        expectNoConnection(trial, worker);
    }

    /** Sends more than the limit. */
    @Case(rule = "CLIENT-16")
    public void shouldRefuseATooLargeRequest(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = trial.callerProcess()
                .manager(trial.variable("MAX_MESSAGE_SIZE"), "" + TOO_LARGE)
                .createClient();
        PayloadTooLarge error = trial.awaitFailure(
                "a request of more than the limit",
                client.send(worker.instance("1a2b/echo"), trial.buffer(new byte[TOO_LARGE]), Map.of()),
                PayloadTooLarge.class);
        expectContains("text of the error", "" + TOO_LARGE, error.getMessage());
        expectNoConnection(trial, worker);
    }

    private static void expectNoConnection(Trial trial, RawListener worker) {
        // A request that works comes after whatever the refused one may have opened.
        CompletableFuture<byte[]> sent =
                trial.send(worker.instance("1a2b/echo"), "x").toCompletableFuture();
        WireProbe connection = worker.accept();
        expect(
                "payload of the first request that arrives",
                "x",
                Bytes.text(connection.readRequest().payload()));
        connection.write(Frames.ack(""));
        trial.await("a good request", sent);
        expect("connections of the client", 1, worker.accepted());
    }

    /** Closes a client that waits. */
    @Case(rule = "CLIENT-25")
    public void shouldEndWhatIsInFlightAndRefuseWhatComesAfterClose(Trial trial) {
        RawListener worker = trial.listenRaw();
        RequestPlaneClient client = trial.callerProcess()
                .manager(trial.variable("REQUEST_TIMEOUT"), "1")
                .createClient();
        CompletableFuture<byte[]> sent = send(trial, client, worker.instance("1a2b/echo"));
        worker.accept().readRequest();
        trial.await("close of the client", client.close());
        expectThat("the request in flight after close", "ended", sent.isDone(), sent);
        trial.awaitFailure("a request after close", send(trial, client, worker.instance("1a2b/echo")), Closed.class);
    }

    /** Hands a client an address of another plane. */
    @Case(rule = "CLIENT-26")
    public void shouldNameAMismatchOfPlanes(Trial trial) {
        InstanceAddress foreign = trial.mode().equals(PlaneMode.NATS)
                ? InstanceAddress.tcp("127.0.0.1:1/1a2b/generate")
                : new InstanceAddress(PlaneMode.NATS, "seat_demo.generate-1a2b");
        PlaneMismatch error = trial.awaitFailure(
                "a request to an instance of another plane", send(trial, trial.client(), foreign), PlaneMismatch.class);
        expectContains("text of the error", foreign.mode().name(), error.getMessage());
    }

    /** Closes one of two clients. */
    @Case(rule = "CLIENT-29")
    public void shouldEndAlone(Trial trial) {
        InstanceAddress address = trial.serve(trial.endpoint("echo"), trial.handler());
        RequestPlaneClient leaving = trial.callerProcess().defaultManager().createClient();
        RequestPlaneClient staying = trial.callerProcess().defaultManager().createClient();
        trial.await("a request", send(trial, leaving, address));
        trial.await("close of one client", leaving.close());
        expect("health of the closed client", false, leaving.isHealthy());
        trial.awaitFailure("a request of the closed client", send(trial, leaving, address), Closed.class);
        trial.await("a request of the other client", send(trial, staying, address));
        expect("health of the other client", true, staying.isHealthy());
    }

    /** Sends many requests at once. */
    @Case(rule = "CLIENT-30")
    public void shouldAcknowledgeEachOfManyAtOnce(Trial trial) {
        RecordingHandler handler = trial.handler();
        InstanceAddress address = trial.serve(trial.endpoint("echo"), handler);
        RequestPlaneClient client = trial.client();
        List<byte[]> acks = trial.awaitAll(
                "requests",
                trial.concurrently(MANY, i -> client.send(address, trial.buffer(Bytes.utf8("n" + i)), Map.of())));
        acks.forEach(ack -> expect("body of an acknowledgement", 0, ack.length));
        trial.mustHappen("the arrival of all requests", () -> handler.count() == MANY);
        expect(
                "different requests at the handler",
                (long) MANY,
                handler.seen().stream()
                        .map(RecordingHandler.Seen::text)
                        .distinct()
                        .count());
    }

    static CompletableFuture<byte[]> send(Trial trial, RequestPlaneClient client, InstanceAddress address) {
        return client.send(address, trial.buffer(Bytes.utf8("x")), Map.of()).toCompletableFuture();
    }
}
