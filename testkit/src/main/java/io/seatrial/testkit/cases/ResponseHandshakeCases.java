package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectNot;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamItem;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How an answer finds its caller: what the request says of it, and what the caller takes for the beginning of one. */
public final class ResponseHandshakeCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final String UNKNOWN = "6b1d2c1e-7a54-4c0b-9a2e-2f9f0c1d3e4f";

    /** Creates the cases of one trial. */
    public ResponseHandshakeCases() {}

    /** Reads what the request says of the way home. */
    @Case(rule = "RESP-01")
    public void shouldSayWhereToCallHome(Trial trial) {
        RawWorker worker = RawWorker.called(trial, "req-7");
        expect("transport", "tcp_server", worker.control("transport"));
        int port = PlaneAddress.parse(worker.info("address")).socket().getPort();
        expectThat("port to call home on", "above 0", port > 0, port);
        UUID subject = UUID.fromString(worker.subject());
        expect("version of the subject's UUID", 4, subject.version());
        expect("variant of the subject's UUID", 2, subject.variant());
        expect("context", "req-7", worker.info("context"));
        expect("stream_type", "response", worker.info("stream_type"));
    }

    /** Compares two requests. */
    @Case(rule = "RESP-02")
    public void shouldDrawASubjectForEachRequest(Trial trial) {
        String first = RawWorker.called(trial, "same").subject();
        expectNot(
                "subject of a second request",
                first,
                RawWorker.called(trial, "same").subject());
        expect("requests that wait to be called home for", 2, trial.caller().pending());
    }

    /** Reads the control message and the request behind it. */
    @Case(rule = "RESP-03")
    public void shouldSendTheRequestBehindItsControlMessage(Trial trial) {
        RawWorker worker = RawWorker.called(trial, "req-7");
        expect("id", "req-7", worker.control("id"));
        expect("request_type", "single_in", worker.control("request_type"));
        expect("response_type", "many_out", worker.control("response_type"));
        expect("the request", RawWorker.REQUEST, worker.payload().bodyText());
    }

    /** Streams some items home. */
    @Case(rule = "RESP-04")
    public void shouldHandOverTheItemsUnchanged(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        List<String> items = List.of("{\"data\":{\"token_ids\":[1]}}", "[ 1 , 2.50 ]", "\"\\u00e9\\n\"", "0");
        items.forEach(item -> home.write(Frames.data(item)));
        home.write(Bytes.concat(Frames.FINAL, Frames.SENTINEL));
        expect("items", items, RawWorker.jsonOf(stream));
    }

    /** Calls home before the acknowledgement. */
    @Case(rule = "RESP-05")
    public void shouldAcceptACallBeforeTheAcknowledgement(Trial trial) {
        RawWorker worker = RawWorker.asked(trial, trial.caller(), "early");
        WireProbe home = worker.start();
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL, Frames.SENTINEL));
        trial.mustNotHappen(
                A_MOMENT,
                "a stream before the acknowledgement",
                () -> worker.call().opened().toCompletableFuture().isDone());
        worker.acknowledge("");
        expect("items", List.of("1"), RawWorker.jsonOf(worker.stream()));
    }

    /** Calls home before the acknowledgement, and answers behind it. */
    @Case(rule = "RESP-05")
    public void shouldStayWithACallThatCameBeforeTheAcknowledgement(Trial trial) {
        RawWorker worker = RawWorker.asked(trial, trial.caller(), "early");
        WireProbe home = worker.start();
        home.expectSilence(A_MOMENT);
        worker.acknowledge("");
        ItemProbe<StreamItem> stream = worker.stream();
        home.expectSilence(A_MOMENT);
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL, Frames.SENTINEL));
        expect("items", List.of("1"), RawWorker.jsonOf(stream));
    }

    /** Calls home under a name that nobody gave out. */
    @Case(rule = "RESP-06")
    public void shouldResetACallUnderAnUnknownSubject(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe stray = worker.connect();
        stray.write(Frames.handshake(UNKNOWN));
        stray.expectReset();
        worker.answers(worker.start());
    }

    /** Calls home twice. */
    @Case(rule = "RESP-07")
    public void shouldTakeASubjectOnce(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.start();
        ItemProbe<StreamItem> stream = worker.stream();
        worker.callHome().expectReset();
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL, Frames.SENTINEL));
        expect("items of the first call", List.of("1"), RawWorker.jsonOf(stream));
    }

    /** Begins with what is no handshake. */
    @Case(rule = "RESP-08")
    public void shouldResetACallThatBeginsWrongly(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        String subject = "{\"subject\":\"" + worker.subject() + "\"";
        List<byte[]> wrong = List.of(
                Frames.twoPart(new byte[0], new byte[0]),
                Frames.body(subject + ",\"stream_type\":\"response\"}"),
                Frames.header("{"),
                Frames.header("\"sentinel\""),
                Frames.header(subject + "}"),
                Frames.header(subject + ",\"stream_type\":\"other\"}"),
                Frames.header("{\"stream_type\":\"response\"}"));
        for (byte[] first : wrong) {
            WireProbe stray = worker.connect();
            stray.write(first);
            stray.expectReset();
        }
        worker.answers(worker.start());
    }

    /** Calls home for a stream of requests. */
    @Case(rule = "RESP-09")
    public void shouldResetACallForRequests(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe stray = worker.connect();
        stray.write(Frames.header("{\"subject\":\"" + worker.subject() + "\",\"stream_type\":\"request\"}"));
        stray.expectReset();
        worker.answers(worker.start());
    }

    /** Connects and goes away. */
    @Case(rule = "RESP-10")
    public void shouldSurviveACallThatEndsBeforeItsHandshake(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe silent = worker.connect();
        silent.halfClose();
        silent.expectReset();
        WireProbe cut = worker.connect();
        cut.write(new byte[Frames.TWO_PART_HEAD - 1]);
        cut.reset();
        worker.answers(worker.start());
    }

    /** Adds to the handshake what is not known. */
    @Case(rule = "RESP-11")
    public void shouldIgnoreWhatIsUnknownInAHandshake(Trial trial) {
        RawWorker worker = RawWorker.called(trial);
        WireProbe home = worker.connect();
        String handshake =
                "{\"later\":{\"a\":[1]},\"subject\":\"" + worker.subject() + "\",\"stream_type\":\"response\"}";
        home.write(Frames.twoPart(Bytes.utf8(handshake), Bytes.utf8("a body")));
        home.write(Frames.PROLOGUE);
        worker.answers(home);
    }

    /** Connects and says nothing. */
    @Case(rule = "RESP-12")
    public void shouldNotWaitForAHandshakeForEver(Trial trial) {
        StreamCaller caller = trial.callerProcess()
                .manager("SEATRIAL_HANDSHAKE_TIMEOUT_MS", "50")
                .openCaller();
        RawWorker worker = RawWorker.asked(trial, caller, "silent");
        worker.connect().expectReset();
        expect("requests that wait after a silent connection was dropped", 1, caller.pending());
    }

    /** Calls home after the caller has given the acknowledgement up. */
    @Case(rule = "RESP-13")
    public void shouldResetAWorkerThatIsTooLate(Trial trial) {
        StreamCaller caller = trial.callerProcess()
                .manager(trial.variable("REQUEST_TIMEOUT"), "1")
                .openCaller();
        RawWorker worker = RawWorker.asked(trial, caller, "late");
        trial.awaitFailure("a request that is not acknowledged", worker.call().opened(), PlaneException.class);
        WireProbe home = worker.connect();
        home.send(Bytes.concat(Frames.handshake(worker.subject()), Frames.PROLOGUE));
        home.expectReset();
    }

    /** Refuses a request on the request plane. */
    @Case(rule = "RESP-14")
    public void shouldForgetARequestThatWasRefused(Trial trial) {
        RawWorker worker = RawWorker.asked(trial, trial.caller(), "refused");
        expect("requests that wait", 1, trial.caller().pending());
        worker.acknowledge("Unknown endpoint: 1a2b/generate");
        trial.awaitFailure("a request that was refused", worker.call().opened(), PlaneException.class);
        expect("requests that wait after the refusal", 0, trial.caller().pending());
        worker.callHome().expectReset();
    }

    /** Calls from an IPv6 address. */
    @Case(rule = "RESP-85")
    public void shouldBeCalledHomeOnIpv6(Trial trial) {
        InstanceAddress at = trial.serve(
                trial.endpoint("generate"), trial.process().defaultManager().worker(Fleet.answering("1")));
        StreamCaller caller = trial.callerProcess()
                .manager("DYN_TCP_RESPONSE_STREAM_HOST", "[::1]")
                .openCaller();
        List<StreamItem> answer = trial.subscribe(trial.await(
                        "the stream", caller.call(at, "req", "{}", Map.of()).opened()))
                .drain();
        expect("the answer", List.of(new StreamItem("1", false)), answer);
    }

    /** Calls from every address of the machine. */
    @Case(rule = "RESP-98")
    public void shouldTellWorkersOneOfItsAddresses(Trial trial) {
        StreamCaller caller = trial.callerProcess()
                .manager("DYN_TCP_RESPONSE_STREAM_HOST", "0.0.0.0")
                .openCaller();
        RawWorker worker = RawWorker.asked(trial, caller, "req-1");
        worker.acknowledge("");
        InetSocketAddress home = PlaneAddress.parse(worker.info("address")).socket();
        expectThat(
                "address to call home at",
                "one of the machine",
                !home.getAddress().isAnyLocalAddress(),
                home);
        worker.answers(worker.start());
    }
}
