package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;
import static io.seatrial.testkit.expect.Expect.expectThat;

import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.expect.Outcome;
import io.seatrial.testkit.probe.Bytes;
import io.seatrial.testkit.probe.Frames;
import io.seatrial.testkit.probe.WireProbe;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Request frames that must be refused. */
public final class HostileFrameCases {

    private static final int LARGEST_FRAME = 1000;
    private static final int MUCH_TOO_LARGE = 8 * 1024 * 1024;
    private static final byte[] NO_UTF8 = {(byte) 0xc3, (byte) 0x28, 'x'};

    /** Creates the cases of one trial. */
    public HostileFrameCases() {}

    /** Sends a path of no bytes. */
    @Case(rule = "FRAME-11")
    public void shouldRefuseAnEmptyPath(Trial trial) {
        expectRefused(trial, Bytes.empty().u16(0).toArray(), "Read error: invalid endpoint path length: 0");
    }

    /** Announces a path that is too long, and sends nothing of it. */
    @Case(rule = "FRAME-13")
    public void shouldRefuseALongPathByItsLength(Trial trial) {
        expectRefused(trial, Bytes.empty().u16(1025).toArray(), "Read error: invalid endpoint path length: 1025");
        expectRefused(trial, Bytes.empty().u16(65_535).toArray(), "Read error: invalid endpoint path length: 65535");
    }

    private static void expectRefused(Trial trial, byte[] beginning, String answer) {
        WireProbe peer = WiredServer.named(trial, "echo" + beginning.length + answer.length())
                .connect();
        peer.write(beginning);
        expect("the answer", answer, peer.readAck());
        peer.expectClosed();
    }

    /** Announces a frame that is one byte too large, and sends nothing of its payload. */
    @Case(rule = "FRAME-15")
    public void shouldRefuseATooLargeFrameByItsLength(Trial trial) {
        WiredServer wired = WiredServer.open(trial, trial.variable("MAX_MESSAGE_SIZE"), "" + LARGEST_FRAME);
        byte[] frame = wired.frameOf(LARGEST_FRAME + 1);
        int head = wired.frame("").length;
        WireProbe peer = wired.connect();
        peer.write(Arrays.copyOf(frame, head));
        trial.mustHappen("the refusal of a frame over the limit by its length alone", () -> peer.available() > 0);
        expect(
                "the answer",
                "Read error: message too large: " + (LARGEST_FRAME + 1) + " bytes (max: " + LARGEST_FRAME + " bytes)",
                peer.readAck());
        peer.expectClosed();
        expect("requests at the handler", 0, wired.handler.count());
    }

    /** Sends a frame that is refused by its length, and does not stop. */
    @Case(rule = "FRAME-20")
    public void shouldTellAPeerThatSendsOn(Trial trial) {
        WiredServer wired = WiredServer.open(trial, trial.variable("MAX_MESSAGE_SIZE"), "" + LARGEST_FRAME);
        WireProbe peer = wired.connect();
        Outcome<Void> sent = trial.outcome("the rest of a refused frame", peer.send(wired.frameOf(MUCH_TOO_LARGE)));
        expectThat("the rest of a refused frame", "taken by the network", sent.succeeded(), sent);
        expect(
                "the answer",
                "Read error: message too large: " + MUCH_TOO_LARGE + " bytes (max: " + LARGEST_FRAME + " bytes)",
                peer.readAck());
        peer.halfClose();
        peer.expectEof();
        expect("requests at the handler", 0, wired.handler.count());
    }

    /** Announces a payload of 4 GiB. */
    @Case(rule = "FRAME-19")
    public void shouldRefuseAHugePayloadByItsLength(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        byte[] head = wired.frame("");
        Arrays.fill(head, head.length - Integer.BYTES, head.length, (byte) 0xff);
        WireProbe peer = wired.connect();
        peer.write(head);
        long total = head.length + 0xffff_ffffL;
        expect(
                "the answer",
                "Read error: message too large: " + total + " bytes (max: 33554432 bytes)",
                peer.readAck());
        peer.expectClosed();
    }

    /** Ends the connection inside each part of a frame. */
    @Case(rule = "FRAME-16")
    public void shouldEndQuietlyWhenAFrameIsCutOff(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        byte[] frame = wired.frame("payload");
        int path = Short.BYTES + wired.path.getBytes(StandardCharsets.UTF_8).length;
        for (int cut :
                new int[] {0, 1, path - 1, path + 1, path + Short.BYTES + 3, frame.length - 9, frame.length - 1}) {
            WireProbe peer = wired.connect();
            peer.write(Arrays.copyOf(frame, cut));
            peer.halfClose();
            peer.expectEof();
        }
        expect("requests at the handler", 0, wired.handler.count());
    }

    /** Sends a path that is no text, then a good frame. */
    @Case(rule = "FRAME-17")
    public void shouldRefuseAPathThatIsNoUtf8AndGoOn(Trial trial) {
        WiredServer wired = WiredServer.open(trial);
        WireProbe peer = wired.connect();
        peer.write(Frames.request(new Frames.Request(NO_UTF8, Bytes.utf8("{}"), Bytes.utf8("lost"))));
        expect("the answer", "Invalid endpoint path", peer.readAck());
        peer.write(wired.frame("next"));
        expect("the acknowledgement of the next frame", "", peer.readAck());
        wired.expectArrived("next");
    }
}
