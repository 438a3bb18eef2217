package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectContains;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.WireProbe;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/** Peers of the shared TCP server that stop, that take their time, and that do not read. */
public final class SlowPeerCases {

    private static final Duration A_MOMENT = Duration.ofMillis(200);
    private static final String FRAME_BOUND = "SEATRIAL_TCP_FRAME_TIMEOUT_MS";
    private static final int SLOW_FRAMES = 5;
    private static final int CHUNK_BYTES = 1024 * 1024;

    /** Creates the cases of one trial. */
    public SlowPeerCases() {}

    /** Sends a whole frame and half of another, and then nothing. */
    @Case(rule = "TCPSERVER-12")
    public void shouldCutOffAPeerThatStopsInTheMiddleOfAFrame(Trial trial) {
        WiredServer wired = WiredServer.open(trial, FRAME_BOUND, "200");
        WireProbe stopped = wired.connect();
        stopped.write(wired.frame("whole"));
        expect("the acknowledgement of the whole frame", "", stopped.readAck());
        byte[] frame = wired.frame("never whole");
        stopped.write(Arrays.copyOf(frame, frame.length / 2));
        trial.mustHappen(
                "an answer to, or the end of, the peer that stopped in the middle of a frame",
                () -> stopped.available() > 0 || !stopped.isOpen());
        expectContains("the answer to a frame that stays incomplete", "Read error: ", stopped.readAck());
        stopped.expectEof();
        WireProbe other = wired.connect();
        other.write(wired.frame("other"));
        expect("the acknowledgement of another peer", "", other.readAck());
        wired.expectArrived("whole", "other");
    }

    /** Says nothing for several times the bound, before its first frame and between two. */
    @Case(rule = "TCPSERVER-13")
    public void shouldKeepAPeerThatHasBegunNoFrame(Trial trial) {
        WiredServer wired = WiredServer.open(trial, FRAME_BOUND, "40");
        WireProbe silent = wired.connect();
        silent.expectSilence(A_MOMENT);
        silent.write(wired.frame("first"));
        expect("the acknowledgement of the first frame", "", silent.readAck());
        silent.expectSilence(A_MOMENT);
        silent.write(wired.frame("second"));
        expect("the acknowledgement of the second frame", "", silent.readAck());
    }

    /** Sends frames without a pause between them, each of which is whole within the bound. Only in virtual time nothing else delays them. */
    @Case(rule = "TCPSERVER-13", networks = "simulated")
    public void shouldCountTheBoundForEachFrame(Trial trial) {
        WiredServer wired = WiredServer.open(trial, FRAME_BOUND, "100");
        WireProbe slow = wired.connect();
        byte[] frame = wired.frame("slow");
        int half = frame.length / 2;
        slow.write(Arrays.copyOf(frame, half));
        for (int i = 0; i < SLOW_FRAMES; i++) {
            trial.await("a part of the bound", trial.after(Duration.ofMillis(60)));
            slow.write(Bytes.concat(Arrays.copyOfRange(frame, half, frame.length), Arrays.copyOf(frame, half)));
            expect("the acknowledgement of frame " + i, "", slow.readAck());
        }
        slow.write(Arrays.copyOfRange(frame, half, frame.length));
        expect("the acknowledgement of the last frame", "", slow.readAck());
    }

    /** Sends and sends, and reads nothing; then reads. */
    @Case(rule = "TCPSERVER-14")
    public void shouldReadNoMoreFromAPeerThatReadsNoAnswers(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe deaf = wired.connect();
        deaf.pauseReading();
        String nobody =
                "n".repeat(1000); // the answer quotes it, so that there are as many bytes of answers as of frames
        byte[] frame = Frames.request(new Frames.Request(Bytes.utf8(nobody), new byte[0], new byte[0]));
        int framesOfAChunk = CHUNK_BYTES / frame.length;
        int chunks = sendUntilItStalls(trial, deaf, repeated(frame, framesOfAChunk), "that reads no answers");
        deaf.resumeReading();
        long answers = (long) chunks * framesOfAChunk * Frames.ack("Unknown endpoint: " + nobody).length;
        trial.mustHappen("the answers to all that was sent, once they are read", () -> deaf.available() == answers);
    }

    /** Sends and sends while a request waits for room; then makes room. */
    @Case(rule = "TCPSERVER-15")
    public void shouldReadNoMoreFromAPeerWhoseRequestWaits(Trial trial) {
        WiredServer wired = WiredServer.open(
                trial, trial.variable("WORKER_POOL_SIZE"), "1", trial.variable("WORK_QUEUE_SIZE"), "1");
        wired.handler.hold();
        WireProbe eager = wired.connect();
        byte[] frame = wired.frameOf(CHUNK_BYTES / 4);
        int requests = 4 * sendUntilItStalls(trial, eager, repeated(frame, 4), "whose request waits for room");
        wired.handler.releaseAll();
        trial.mustHappen("the arrival of all requests, once there is room", () -> wired.handler.count() == requests);
        for (int i = 0; i < requests; i++) {
            expect("acknowledgement " + i, "", eager.readAck());
        }
    }

    /**
     * Sends one chunk after the other until the network takes no more of them. What was sent last is still under way then.
     *
     * @return the number of chunks
     */
    private static int sendUntilItStalls(Trial trial, WireProbe peer, byte[] chunk, String what) {
        int most = trial.network() == NetworkKind.SIMULATED ? 8 : 96; // the buffers of both kernels hold less
        int sent = 0;
        CompletableFuture<Void> last;
        do {
            last = peer.send(chunk).toCompletableFuture();
            sent++;
            trial.await("chunk " + sent + ", or a moment", last.applyToEither(trial.after(A_MOMENT), done -> done));
        } while (last.isDone() && sent < most);
        expectThat(
                "what a server takes from a peer " + what,
                "less than " + most + " MiB",
                sent < most,
                sent + " MiB and more");
        return sent;
    }

    private static byte[] repeated(byte[] frame, int times) {
        byte[] all = new byte[frame.length * times];
        for (int at = 0; at < all.length; at += frame.length) {
            System.arraycopy(frame, 0, all, at, frame.length);
        }
        return all;
    }
}
