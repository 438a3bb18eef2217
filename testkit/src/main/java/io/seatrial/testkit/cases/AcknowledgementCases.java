package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectBytes;

import io.seatrial.plane.PlaneException.CannotConnect;
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
import java.util.concurrent.CompletionStage;

/** Acknowledgements: what is in them, in which order they come, and what a client makes of them. */
public final class AcknowledgementCases {

    private static final int PIPELINED = 20;
    private static final int LARGEST_ACK = 64;

    /** Creates the cases of one trial. */
    public AcknowledgementCases() {}

    /** Reads the bytes of an acknowledgement. */
    @Case(rule = "ACK-01")
    public void shouldAcknowledgeWithFourZeroBytes(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        peer.write(wired.frame("x"));
        expectBytes("the acknowledgement", new byte[4], peer.read(4));
    }

    /** Pipelines good and bad requests. */
    @Case(rule = "ACK-02")
    public void shouldAcknowledgeInTheOrderOfTheRequests(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        Bytes all = Bytes.empty();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < PIPELINED; i++) {
            boolean good = trial.random().nextBoolean();
            all.raw(good ? wired.frame("" + i) : Frames.request("nobody/" + i, new byte[0]));
            expected.add(good ? "" : "Unknown endpoint: nobody/" + i);
        }
        peer.write(all.toArray());
        for (int i = 0; i < PIPELINED; i++) {
            expect("acknowledgement " + i, expected.get(i), peer.readAck());
        }
    }

    /** Calls an endpoint that is not there, then one that is. */
    @Case(rule = "ACK-03")
    public void shouldNameTheUnknownEndpointAndGoOn(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        peer.write(Frames.request("1a2b/nobody", new byte[0]));
        expect("the answer", "Unknown endpoint: 1a2b/nobody", peer.readAck());
        peer.write(wired.frame("next"));
        expect("the acknowledgement of the next request", "", peer.readAck());
    }

    /** Sends a request and the end of the stream. */
    @Case(rule = "ACK-04")
    public void shouldAcknowledgeToAHalfClosedPeer(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        peer.write(wired.frame("last"));
        peer.halfClose();
        expect("the acknowledgement", "", peer.readAck());
        peer.expectEof();
        wired.expectArrived("last");
    }

    /** Closes the connection while the request is held. */
    @Case(rule = "ACK-05")
    public void shouldRunARequestWhoseConnectionIsGone(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        wired.handler.hold();
        WireProbe peer = wired.connect();
        peer.write(wired.frame("orphan"));
        expect("the acknowledgement", "", peer.readAck());
        trial.await("close of the connection", peer.close());
        wired.expectArrived("orphan");
        expect("requests that run", 1, wired.handler.running());
        wired.handler.releaseAll();
        trial.mustHappen("none in flight in the end", () -> wired.server.inFlight() == 0);
    }

    /** Acknowledges byte by byte. */
    @Case(rule = "ACK-06")
    public void shouldReadAnAcknowledgementInPieces(Trial trial) {
        RawListener worker = trial.listenRaw();
        CompletionStage<byte[]> sent = trial.send(worker.instance("1a2b/echo"), "x");
        WireProbe connection = worker.accept();
        connection.readRequest();
        connection.writeByteByByte(Frames.ack("in pieces"));
        expect("body of the acknowledgement", "in pieces", Bytes.text(trial.await("the request", sent)));
    }

    /** Announces an acknowledgement that is too large. */
    @Case(rule = "ACK-07")
    public void shouldFailOnATooLargeAcknowledgementByItsLength(Trial trial) {
        RawListener worker = trial.listenRaw();
        CompletionStage<byte[]> sent =
                limited(trial).send(worker.instance("1a2b/echo"), trial.buffer(new byte[] {1}), Map.of());
        WireProbe connection = worker.accept();
        connection.readRequest();
        connection.write(Bytes.empty().u32(LARGEST_ACK - 4 + 1).toArray());
        trial.awaitFailure("the request", sent, CannotConnect.class);
        connection.expectClosed();
    }

    /** Sends an acknowledgement of the largest size. */
    @Case(rule = "ACK-08")
    public void shouldReturnTheLargestAcknowledgement(Trial trial) {
        RawListener worker = trial.listenRaw();
        CompletionStage<byte[]> sent =
                limited(trial).send(worker.instance("1a2b/echo"), trial.buffer(new byte[] {1}), Map.of());
        WireProbe connection = worker.accept();
        connection.readRequest();
        String body = "b".repeat(LARGEST_ACK - 4);
        connection.write(Frames.ack(body));
        expect("body of the acknowledgement", body, Bytes.text(trial.await("the request", sent)));
    }

    private static RequestPlaneClient limited(Trial trial) {
        return trial.callerProcess()
                .manager(trial.variable("MAX_MESSAGE_SIZE"), "" + LARGEST_ACK)
                .createClient();
    }
}
