package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static java.util.concurrent.CompletableFuture.completedFuture;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.WireProbe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests that a worker has acknowledged and cannot run: who is told, what is counted, and that nothing else suffers. */
public final class CallHomeRefusalCases {

    private static final byte[] NOTHING = {};

    /** A port of the system's, at which nothing listens: one that was freed a moment ago may still take a connection. */
    private static final int NOBODYS_PORT = 1;

    private final AtomicInteger asked = new AtomicInteger();

    /** Creates the cases of one trial. */
    public CallHomeRefusalCases() {}

    /** Sends payloads that are no request at all. */
    @Case(rule = "CALLHOME-50")
    public void shouldDropAPayloadThatIsNoMessage(Trial trial) {
        RawCaller caller = caller(trial);
        caller.send(NOTHING);
        caller.send(new byte[Frames.TWO_PART_HEAD - 1]);
        caller.send(Bytes.empty().u64(100).u64(100).u64(0).toArray());
        expectOnlyAGoodOneRun(trial, caller, Map.of());
    }

    /** Sends messages in which the control message is missing. */
    @Case(rule = "CALLHOME-51")
    public void shouldCountAMessageWithoutAHeader(Trial trial) {
        RawCaller caller = caller(trial);
        caller.send(Frames.twoPart(NOTHING, NOTHING));
        caller.send(Frames.body(RawCaller.REQUEST));
        expectOnlyAGoodOneRun(trial, caller, Map.of("invalid_message", 2L));
    }

    /** Sends control messages that cannot be read. */
    @Case(rule = "CALLHOME-52")
    public void shouldCountAControlMessageThatCannotBeRead(Trial trial) {
        RawCaller caller = caller(trial);
        caller.send("{");
        caller.send(caller.control().replace("single_in", "some_in"));
        caller.send(caller.control().replace("many_out", "some_out"));
        caller.send(caller.control().replace("\"id\":\"req-1\",", ""));
        expectOnlyAGoodOneRun(trial, caller, Map.of("deserialization", 4L));
    }

    /** Sends control messages whose way home is none for this worker. */
    @Case(rule = "CALLHOME-53")
    public void shouldNotCallHomeInAnotherWay(Trial trial) {
        RawCaller caller = caller(trial);
        caller.send(caller.control().replace("tcp_server", "nats"));
        caller.send(caller.control().replace("\\\"stream_type\\\":\\\"response", "\\\"stream_type\\\":\\\"request"));
        caller.send(caller.control().replace("\"info\":\"{", "\"info\":\"["));
        expectOnlyAGoodOneRun(trial, caller, Map.of("response_stream", 3L));
    }

    /** Sends addresses that are none. */
    @Case(rule = "CALLHOME-54")
    public void shouldRefuseAnAddressOfAnotherForm(Trial trial) {
        RawCaller caller = caller(trial);
        String good = caller.listener().hostAndPort();
        caller.send(caller.control("tcp://" + good));
        caller.send(caller.control(good.substring(0, good.lastIndexOf(':'))));
        expectOnlyAGoodOneRun(trial, caller, Map.of("response_stream", 2L));
    }

    /** Sends an address at which nobody listens. */
    @Case(rule = "CALLHOME-55")
    public void shouldGiveUpWhenNobodyIsAtHome(Trial trial) {
        RawCaller caller = caller(trial);
        String good = caller.listener().hostAndPort();
        caller.send(caller.control(good.substring(0, good.lastIndexOf(':') + 1) + NOBODYS_PORT));
        expectOnlyAGoodOneRun(trial, caller, Map.of("response_stream", 1L));
    }

    /** Sends lengths whose sum wraps. */
    @Case(rule = "CALLHOME-56")
    public void shouldSurviveLengthsThatWrap(Trial trial) {
        RawCaller caller = caller(trial);
        caller.send(Bytes.empty().u64(-1).u64(-1).u64(0).raw(new byte[64]).toArray());
        caller.send(Bytes.empty().u64(-24).u64(0).u64(0).raw(new byte[64]).toArray());
        expectOnlyAGoodOneRun(trial, caller, Map.of());
    }

    /** Names another context. */
    @Case(rule = "CALLHOME-57")
    public void shouldNotRunARequestOfAnotherContext(Trial trial) {
        RawCaller caller = caller(trial);
        caller.send(ofAnotherContext(caller));
        caller.expectCounted(trial, Map.of("response_stream", 1L));
        expect("requests that the engine was asked for", 0, asked.get());
    }

    /** Sends what cannot be run and says where the caller is. */
    @Case(rule = "CALLHOME-58")
    public void shouldTellTheCallerWhyARequestIsNotRun(Trial trial) {
        RawCaller caller = caller(trial);
        byte[] control = Bytes.utf8(caller.control());
        for (byte[] payload : List.of(
                Frames.twoPart(control, NOTHING),
                Frames.twoPart(control, Bytes.utf8("{")),
                Frames.twoPart(Bytes.utf8(ofAnotherContext(caller)), Bytes.utf8(RawCaller.REQUEST)))) {
            caller.send(payload);
            WireProbe home = caller.greeted();
            expectContains(
                    "prologue", "header {\"error\":\"", home.readTwoPart().words());
            RawCaller.expectFrames(home, "header \"sentinel\"");
        }
        expect("requests that the engine was asked for", 0, asked.get());
    }

    /** Sends what cannot be run, as 1.0.x bears it. */
    @Case(rule = "CALLHOME-59")
    public void shouldNotTellTheCallerOfARequestThatIsNotRun(Trial trial) {
        RawCaller caller = caller(trial);
        byte[] control = Bytes.utf8(caller.control());
        caller.send(Frames.twoPart(control, NOTHING));
        caller.send(Frames.twoPart(control, Bytes.utf8("{")));
        caller.send(ofAnotherContext(caller));
        expectOnlyAGoodOneRun(trial, caller, Map.of("invalid_message", 1L, "response_stream", 1L));
    }

    private RawCaller caller(Trial trial) {
        return RawCaller.of(trial, (json, context) -> {
            asked.incrementAndGet();
            return completedFuture(trial.items("1"));
        });
    }

    private static String ofAnotherContext(RawCaller caller) {
        return caller.control().replace("\\\"context\\\":\\\"req-1", "\\\"context\\\":\\\"req-2");
    }

    /** Sends a good request behind the bad ones: it must be the first and only one that is called home for. */
    private void expectOnlyAGoodOneRun(Trial trial, RawCaller caller, Map<String, Long> errors) {
        RawCaller.expectFrames(
                caller.started(),
                "body {\"data\":1,\"complete_final\":false}",
                "body {\"complete_final\":true}",
                "header \"sentinel\"");
        caller.expectCounted(trial, errors);
        expect("requests that the engine was asked for", 1, asked.get());
        expect("calls home", 1, caller.listener().accepted());
    }
}
