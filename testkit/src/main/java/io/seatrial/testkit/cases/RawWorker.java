package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.PlaneAddress;
import io.seatrial.testkit.probe.RawListener;
import io.seatrial.testkit.probe.WireProbe;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamCaller;
import io.seatrial.testkit.spi.StreamItem;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A worker played by hand: it takes one request of the caller under test, and calls home in whatever way the case wants. */
final class RawWorker {

    /** The request that it is sent. */
    static final String REQUEST = "{\"x\":1}";

    private static final String PATH = "1a2b/generate";

    private final Trial trial;
    private final StreamCall call;
    private final WireProbe requests;
    private final Frames.TwoPart payload;

    private RawWorker(Trial trial, StreamCall call, WireProbe requests, Frames.TwoPart payload) {
        this.trial = trial;
        this.call = call;
        this.requests = requests;
        this.payload = payload;
    }

    /** Lets the trial's caller send a request, and acknowledges it. */
    static RawWorker called(Trial trial) {
        return called(trial, "req-1");
    }

    /** Lets the trial's caller send a request with this id, and acknowledges it. */
    static RawWorker called(Trial trial, String id) {
        RawWorker worker = asked(trial, trial.caller(), id);
        worker.acknowledge("");
        return worker;
    }

    /** Lets a caller send a request with this id, and takes it without an acknowledgement. */
    static RawWorker asked(Trial trial, StreamCaller caller, String id) {
        RawListener listener = trial.listenRaw();
        StreamCall call = caller.call(listener.instance(PATH), id, REQUEST, Map.of());
        WireProbe requests = listener.accept();
        return new RawWorker(
                trial, call, requests, Frames.readTwoPart(requests.readRequest().payload()));
    }

    /** Answers the request on the request plane; an empty text is an acknowledgement. */
    void acknowledge(String text) {
        requests.write(Frames.ack(text));
    }

    /** Returns the caller's side of the request. */
    StreamCall call() {
        return call;
    }

    /** Returns the payload of the request. */
    Frames.TwoPart payload() {
        return payload;
    }

    /** Returns a text of the control message, also of the object inside it. */
    String control(String key) {
        return found("\"" + key + "\":\"([^\"\\\\]*)\"", payload.headerText());
    }

    /** Returns a text of the JSON that the control message carries as a text. */
    String info(String key) {
        return found("\\\\\"" + key + "\\\\\":\\\\\"([^\"\\\\]*)\\\\\"", payload.headerText());
    }

    private static String found(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        expectThat("control message", "one with " + regex, matcher.find(), text);
        return matcher.group(1);
    }

    /** Returns the name under which the answer is expected. */
    String subject() {
        return info("subject");
    }

    /** Connects to where the answer is expected, and says nothing. */
    WireProbe connect() {
        return trial.probe(PlaneAddress.parse(info("address")).socket());
    }

    /** Connects and says whose answer this is. */
    WireProbe callHome() {
        WireProbe home = connect();
        home.write(Frames.handshake(subject()));
        return home;
    }

    /** Calls home and says that the engine has begun. */
    WireProbe start() {
        WireProbe home = callHome();
        home.write(Frames.PROLOGUE);
        return home;
    }

    /** Waits for the stream that the caller gets. */
    ItemProbe<StreamItem> stream() {
        return trial.subscribe(trial.await("the stream of " + control("id"), call.opened()));
    }

    /** Sends an item, the final frame and the sentinel on a connection that was started, and requires that they arrive. */
    void answers(WireProbe home) {
        home.write(Bytes.concat(Frames.data("1"), Frames.FINAL, Frames.SENTINEL));
        expect("items of the answer", List.of("1"), jsonOf(stream()));
    }

    /** Reads a stream to its proper end and returns its items' JSON. */
    static List<String> jsonOf(ItemProbe<StreamItem> stream) {
        return stream.drain().stream().map(StreamItem::json).toList();
    }
}
