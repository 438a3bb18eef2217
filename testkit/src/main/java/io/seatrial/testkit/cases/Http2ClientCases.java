package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.H2;
import io.seatrial.testkit.probe.H2Probe;
import io.seatrial.testkit.probe.HttpText;
import io.seatrial.testkit.probe.WireProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How a client uses HTTP/2, and what it does where there is none. */
public final class Http2ClientCases {

    private static final int MANY = 20;
    private static final int STREAMS = 4;
    private static final Duration A_MOMENT = Duration.ofMillis(50);

    /** Creates the cases of one trial. */
    public Http2ClientCases() {}

    /** Sends many requests at once and answers none before all have come. */
    @Case(rule = "HTTPCLIENT-10")
    public void shouldShareOneConnection(Trial trial) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        List<CompletableFuture<byte[]>> sent = send(trial, worker, MANY);
        H2Probe connection = H2Probe.server(worker.listener.accept());
        List<H2Probe.Request> requests = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            requests.add(connection.request());
        }
        requests.forEach(request -> connection.answer(request.stream(), 202));
        trial.awaitAll("requests", sent);
        expect("connections of the client", 1, worker.listener.accepted());
    }

    private static List<CompletableFuture<byte[]>> send(Trial trial, PlayedHttpServer worker, int count) {
        List<CompletableFuture<byte[]>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(worker.call(trial.client(), "n" + i));
        }
        return sent;
    }

    /** Refuses the preface as a server of HTTP/1.1 does. */
    @Case(rule = "HTTPCLIENT-11")
    public void shouldFallBackWithoutSendingTwice(Trial trial) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        CompletableFuture<byte[]> sent = worker.call(trial.client(), "once");
        WireProbe first = worker.listener.accept();
        String preface = Bytes.text(first.read(H2.PREFACE.length));
        expect("what the first connection begins with", Bytes.text(H2.PREFACE), preface);
        first.write(HttpText.answer("400 Bad Request", ""));
        trial.await("close of the first connection", first.close());
        WireProbe second = worker.listener.accept();
        HttpText.Message request = HttpText.read(second);
        expect("the request line", "POST /v1/rpc/generate HTTP/1.1", request.start());
        expect("body", "once", request.text());
        second.write(HttpText.answer("202 Accepted", ""));
        trial.await("the request", sent);
        CompletableFuture<byte[]> again = worker.call(trial.client(), "again");
        expect("body of the next request", "again", HttpText.read(second).text());
        second.write(HttpText.answer("202 Accepted", ""));
        trial.await("the next request", again);
    }

    /** Announces few streams. */
    @Case(rule = "HTTPCLIENT-12")
    public void shouldKeepToTheAnnouncedStreams(Trial trial) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        CompletableFuture<byte[]> first = worker.call(trial.client(), "first");
        H2Probe connection = H2Probe.server(worker.listener.accept(), H2.MAX_CONCURRENT_STREAMS, STREAMS);
        connection.answer(connection.request().stream(), 202);
        trial.await("the first request", first);
        List<CompletableFuture<byte[]>> sent = send(trial, worker, STREAMS + 1);
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            open.add(connection.request().stream());
        }
        trial.mustNotHappen(A_MOMENT, "a stream above the limit", connection::hasMore);
        open.forEach(stream -> connection.answer(stream, 202));
        finish(trial, worker, connection, sent);
    }

    /** Answers what is left, on this connection and on others that the client may have opened. */
    private static void finish(
            Trial trial, PlayedHttpServer worker, H2Probe connection, List<CompletableFuture<byte[]>> sent) {
        List<H2Probe> connections = new ArrayList<>(List.of(connection));
        while (!sent.stream().allMatch(CompletableFuture::isDone)) {
            trial.mustHappen(
                    "another connection, or something on one of those that are there",
                    () -> worker.listener.accepted() > connections.size()
                            || sent.stream().allMatch(CompletableFuture::isDone)
                            || connections.stream().anyMatch(each -> each.wire().available() > 0));
            while (worker.listener.accepted() > connections.size()) {
                connections.add(H2Probe.server(worker.listener.accept()));
            }
            connections.forEach(each -> each.requestIfAny().ifPresent(request -> each.answer(request.stream(), 202)));
        }
        trial.awaitAll("requests", sent);
    }

    /** Says goodbye. */
    @Case(rule = "HTTPCLIENT-13")
    public void shouldLeaveAConnectionThatSaysGoodbye(Trial trial) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        CompletableFuture<byte[]> before = worker.call(trial.client(), "before");
        H2Probe first = H2Probe.server(worker.listener.accept());
        int stream = first.request().stream();
        first.answer(stream, 202);
        trial.await("the request before", before);
        first.wire().write(H2.goAway(stream));
        trial.mustHappen(
                "the client's leaving of a connection whose server has said goodbye",
                () -> !first.wire().isOpen());
        first.wire().expectClosed();
        CompletableFuture<byte[]> after = worker.call(trial.client(), "after");
        H2Probe second = H2Probe.server(worker.listener.accept());
        H2Probe.Request request = second.request();
        expect("body", "after", request.message().text());
        second.answer(request.stream(), 202);
        trial.await("the request after", after);
    }

    /** Refuses a stream. */
    @Case(rule = "HTTPCLIENT-14")
    public void shouldSendAgainWhatWasRefused(Trial trial) {
        PlayedHttpServer worker = PlayedHttpServer.open(trial);
        CompletableFuture<byte[]> sent = worker.call(trial.client(), "abc");
        H2Probe connection = H2Probe.server(worker.listener.accept());
        connection.wire().write(H2.reset(connection.request().stream(), H2.REFUSED_STREAM));
        trial.mustHappen(
                "another attempt",
                () -> worker.listener.accepted() == 2 || connection.wire().available() > 0);
        H2Probe next = worker.listener.accepted() == 2 ? H2Probe.server(worker.listener.accept()) : connection;
        H2Probe.Request again = next.request();
        expect("body", "abc", again.message().text());
        next.answer(again.stream(), 202);
        trial.await("the request", sent);
    }
}
