package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBetween;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.WireProbe;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The shared TCP server: keys, capacity, and peers that misbehave. */
public final class SharedTcpServerCases {

    private static final Duration A_MOMENT = Duration.ofMillis(50);
    private static final String POOL = "WORKER_POOL_SIZE";
    private static final String QUEUE = "WORK_QUEUE_SIZE";
    private static final int LIMIT = 3;
    private static final int REQUESTS = 10;
    private static final int PIPELINED = 200;

    /** Creates the cases of one trial. */
    public SharedTcpServerCases() {}

    /** Sends spellings of a key that are not the key. */
    @Case(rule = "TCPSERVER-01")
    public void shouldMatchTheKeyByteForByte(Trial trial) {
        WiredServer wired = WiredServer.named(trial, "Generate");
        WireProbe peer = wired.connect();
        for (String other : List.of(
                "Generate",
                "/" + wired.path,
                "0" + wired.path,
                wired.path + "/",
                wired.path.toLowerCase(Locale.ROOT),
                wired.path.toUpperCase(Locale.ROOT))) {
            peer.write(Frames.request(other, new byte[0]));
            expect("the answer to another spelling of " + wired.path, "Unknown endpoint: " + other, peer.readAck());
        }
        peer.write(wired.frame("x"));
        expect("the acknowledgement of the key itself", "", peer.readAck());
    }

    /** Reads the key of an instance. */
    @Case(rule = "TCPSERVER-02")
    public void shouldPublishTheKeyOfTheModel(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        expect("the routing key", wired.id.instanceHex() + "/generate", wired.path);
    }

    /** Pipelines requests and cuts the connection, then drains. */
    @Case(rule = "TCPSERVER-03")
    public void shouldCountDownOnceWhenAConnectionIsCut(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        Bytes frames = Bytes.empty();
        for (int i = 0; i < PIPELINED; i++) {
            frames.raw(wired.frame("" + i));
        }
        peer.send(frames.toArray());
        trial.mustHappen("the first request", () -> wired.handler.count() > 0);
        peer.reset();
        trial.await("unregister", wired.server.unregister(wired.id));
        expect("requests in flight", 0, wired.server.inFlight());
    }

    /** Lets one peer stop in the middle of a frame. */
    @Case(rule = "TCPSERVER-04")
    public void shouldServeOthersWhileOnePeerIsSlow(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe slow = wired.connect();
        byte[] frame = wired.frame("slow");
        slow.write(Arrays.copyOf(frame, frame.length / 2));
        WireProbe other = wired.connect();
        other.write(wired.frame("other"));
        expect("the acknowledgement of the other peer", "", other.readAck());
        slow.write(Arrays.copyOfRange(frame, frame.length / 2, frame.length));
        expect("the acknowledgement of the slow peer in the end", "", slow.readAck());
    }

    /** Fills the server and sends one more. */
    @Case(rule = "TCPSERVER-05")
    public void shouldRefuseWhatIsBeyondCapacityAndGoOn(Trial trial) {
        WiredServer wired = full(trial);
        WireProbe peer = wired.connect();
        String answer = firstRefusal(wired, peer);
        expectThat(
                "the answer beyond capacity",
                "one that begins 'Server overloaded:'",
                answer.startsWith("Server overloaded:"),
                answer);
        expect("requests that run", 1, wired.handler.running());
        peer.write(Frames.request("nobody", new byte[0]));
        expect("the answer to the next request", "Unknown endpoint: nobody", peer.readAck());
        wired.handler.releaseAll();
    }

    /** One runs and one is queued; an implementation may hold one more in its hands. */
    private static String firstRefusal(WiredServer wired, WireProbe peer) {
        String answer = "";
        for (int i = 0; i < 4 && answer.isEmpty(); i++) {
            peer.write(wired.frame("" + i));
            answer = peer.readAck();
        }
        return answer;
    }

    /** Fills the server of 1.0.x and counts the acknowledgements. */
    @Case(rule = "TCPSERVER-06")
    public void shouldAcknowledgeThreeAndStallTheFourth(Trial trial) {
        WiredServer wired = full(trial);
        WireProbe peer = wired.connect();
        for (int i = 0; i < 4; i++) {
            peer.write(wired.frame("" + i));
        }
        for (int i = 0; i < 3; i++) {
            expect("acknowledgement " + i, "", peer.readAck());
        }
        peer.expectSilence(A_MOMENT);
        trial.mustHappen("the first request to run", () -> wired.handler.running() == 1);
        wired.handler.release();
        expect("the fourth acknowledgement", "", peer.readAck());
        wired.handler.releaseAll();
    }

    /** Sends more requests than may run. */
    @Case(rule = "TCPSERVER-07")
    public void shouldRunNoMoreThanTheLimitAtOnce(Trial trial) {
        WiredServer wired = WiredServer.open(trial, trial.variable(POOL), "" + LIMIT);
        wired.handler.hold();
        WireProbe peer = wired.connect();
        for (int i = 0; i < REQUESTS; i++) {
            peer.write(wired.frame("" + i));
            expect("acknowledgement " + i, "", peer.readAck());
        }
        for (int ended = 0; ended < REQUESTS; ended++) {
            int expected = Math.min(LIMIT, REQUESTS - ended);
            trial.mustHappen(expected + " requests to run", () -> wired.handler.running() >= expected);
            expect("requests that run at once", expected, wired.handler.running());
            wired.handler.release();
        }
        trial.mustHappen("the end of all requests", () -> wired.server.inFlight() == 0);
        expectBetween("requests that ran at once", 1, LIMIT, wired.handler.mostRunning());
        expect("requests that ran", REQUESTS, wired.handler.count());
    }

    /** Holds one request and sends a second. */
    @Case(rule = "TCPSERVER-08")
    public void shouldKeepThePlaceUntilTheHandlerHasEnded(Trial trial) {
        WiredServer wired = WiredServer.open(trial, trial.variable(POOL), "1");
        wired.handler.hold();
        WireProbe peer = wired.connect();
        peer.write(wired.frame("first"));
        expect("the first acknowledgement", "", peer.readAck());
        peer.write(wired.frame("second"));
        expect("the second acknowledgement", "", peer.readAck());
        trial.mustHappen("the first request to run", () -> wired.handler.running() == 1);
        trial.mustNotHappen(A_MOMENT, "the second request beside the first", () -> wired.handler.count() == 2);
        wired.handler.release();
        trial.mustHappen("the second request after the first", () -> wired.handler.count() == 2);
        wired.handler.releaseAll();
    }

    /** Fills the server from one connection and speaks on another. */
    @Case(rule = "TCPSERVER-09")
    public void shouldAnswerOnOtherConnectionsWhileFull(Trial trial) {
        WiredServer wired = full(trial);
        WireProbe busy = wired.connect();
        for (int i = 0; i < 6; i++) {
            busy.write(wired.frame("" + i));
        }
        WireProbe other = wired.connect();
        other.write(Frames.request("nobody", new byte[0]));
        expect("the answer on another connection", "Unknown endpoint: nobody", other.readAck());
        wired.handler.releaseAll();
    }

    /** Fills the server, ends its requests, and sends again. */
    @Case(rule = "TCPSERVER-10")
    public void shouldTakeRequestsAgainAfterItWasFull(Trial trial) {
        WiredServer wired = full(trial);
        WireProbe peer = wired.connect();
        for (int i = 0; i < 6; i++) {
            peer.write(wired.frame("" + i));
        }
        trial.mustHappen("the first request to run", () -> wired.handler.running() == 1);
        wired.handler.releaseAll();
        long taken =
                Stream.generate(peer::readAck).limit(6).filter(String::isEmpty).count();
        trial.mustHappen("the arrival of all requests that were taken", () -> wired.handler.count() == taken);
        trial.mustHappen("the end of all requests", () -> wired.server.inFlight() == 0 && wired.handler.running() == 0);
        peer.write(wired.frame("again"));
        expect("the acknowledgement afterwards", "", peer.readAck());
        trial.mustHappen("the request's arrival", () -> wired.handler.count() == taken + 1);
    }

    /** Pipelines requests and reads them at the handler. */
    @Case(rule = "TCPSERVER-11")
    public void shouldKeepTheOrderOfAConnection(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        String[] payloads = new String[REQUESTS];
        Bytes all = Bytes.empty();
        for (int i = 0; i < REQUESTS; i++) {
            payloads[i] = "number " + i;
            all.raw(wired.frame(payloads[i]));
        }
        peer.write(all.toArray());
        wired.expectArrived(payloads);
    }

    /** Asks for an endpoint by the key of 1.0.x while another comes that it could mean, and goes. */
    @Case(rule = "TCPSERVER-16")
    public void shouldServeAShortKeyWhileItMeansOneEndpoint(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        String key = wired.id.instanceHex() + "/generate";
        expectAnswer(peer, key, "", "while one endpoint can be meant");
        EndpointId other = EndpointId.of(wired.id.name().namespace(), "another", "generate", wired.id.instanceId());
        trial.await("register", wired.server.register(other, trial.handler(), HealthListener.NONE));
        expectAnswer(peer, key, "Unknown endpoint: " + key, "while two can be meant");
        trial.await("unregister of the other", wired.server.unregister(other));
        expectAnswer(peer, key, "", "when one of the two has gone");
        trial.await("unregister", wired.server.unregister(wired.id));
        expectAnswer(peer, key, "Unknown endpoint: " + key, "when both have gone");
        trial.mustHappen("the arrival of the requests", () -> wired.handler.count() == 2);
    }

    private static void expectAnswer(WireProbe peer, String key, String expected, String when) {
        peer.write(Frames.request(key, new byte[0]));
        expect("the answer to the key of 1.0.x " + when, expected, peer.readAck());
    }

    /** Sends on a connection that is open to a server that closes, which a request keeps from ending. */
    @Case(rule = "TCPSERVER-17")
    public void shouldRefuseWhatComesWhileItCloses(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        wired.handler.hold();
        WireProbe peer = wired.connect();
        peer.write(wired.frame("in time"));
        expect("the acknowledgement before the close", "", peer.readAck());
        trial.mustHappen("the request to run", () -> wired.handler.running() == 1);
        CompletableFuture<DrainReport> closed = wired.server.close().toCompletableFuture();
        peer.write(wired.frame("too late"));
        String answer = peer.readAck();
        expectThat(
                "the answer to a request while the server closes",
                "one that begins 'Server unavailable:'",
                answer.startsWith("Server unavailable:"),
                answer);
        expect("requests that reached the handler", 1, wired.handler.count());
        wired.handler.releaseAll();
        expect("requests left in flight", 0, trial.await("close", closed).leftInFlight());
    }

    private static WiredServer full(Trial trial) {
        WiredServer wired = WiredServer.open(trial, trial.variable(POOL), "1", trial.variable(QUEUE), "1");
        wired.handler.hold();
        return wired;
    }
}
