package io.seatrial.testkit.zoo.mutants;

import io.seatrial.plane.Profile;
import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.wire.ClosesBehind;
import io.seatrial.testkit.zoo.wire.ReadsOn;
import io.seatrial.testkit.zoo.wire.ShortLived;
import io.seatrial.testkit.zoo.wire.Sockets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What goes wrong in the shared TCP server with peers that stop, take their time, or do not read. */
public final class SlowPeerMutants {

    private SlowPeerMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of(
                                "half-a-frame-for-ever",
                                "A peer that stops in the middle of a frame is waited for without end.")
                        .seen("dynamo-tcp.md 68")
                        .killedBy(
                                "TCPSERVER-12",
                                "stopped in the middle of a frame",
                                () -> Changes.variable("SEATRIAL_TCP_FRAME_TIMEOUT_MS", "0")),
                Mutant.of("bound-on-the-connection", "The bound on a frame ends the connection, whole frames or not.")
                        .seen("dynamo-tcp.md 68")
                        .killedBy(
                                "TCPSERVER-13",
                                "end of the connection",
                                () -> Sockets.accepted(() -> new ShortLived(Duration.ofMillis(100)))),
                Mutant.of("unread-answers-pile-up", "A server reads on from a peer that reads none of its answers.")
                        .seen("dynamo-tcp.md 2.3: an unbounded queue of encoded acks")
                        .killedBy("TCPSERVER-14", "reads no answers", () -> Sockets.accepted(ReadsOn::new)),
                Mutant.of("reads-on-when-full", "A server whose queue is full reads on, and keeps what it reads.")
                        .seen("dynamo-tcp.md 2.3 and 60")
                        .in(Profile.DYNAMO_1_0)
                        .killedBy("TCPSERVER-15", "waits for room", () -> Sockets.accepted(ReadsOn::new)),
                Mutant.of("refusal-cuts", "A connection is closed as soon as the refusal of a frame is written.")
                        .seen("dynamo-tcp.md 69; ai-dynamo/dynamo#14794")
                        .killedBy(
                                "FRAME-20",
                                "refused frame",
                                () -> Sockets.accepted(() -> new ClosesBehind(SlowPeerMutants::isReadError))));
    }

    private static boolean isReadError(byte[] ack) {
        return new String(ack, StandardCharsets.ISO_8859_1).contains("Read error: ");
    }
}
