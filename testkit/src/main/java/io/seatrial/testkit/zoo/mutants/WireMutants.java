package io.seatrial.testkit.zoo.mutants;

import io.seatrial.testkit.zoo.Mutant;
import io.seatrial.testkit.zoo.Mutation;
import io.seatrial.testkit.zoo.wire.ByteTap;
import io.seatrial.testkit.zoo.wire.LateWriter;
import io.seatrial.testkit.zoo.wire.Sockets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** What goes wrong on the wire of the TCP request plane: frames and acknowledgements. */
public final class WireMutants {

    private static final int ACK_HEADER = 4;
    private static final int TWO_PART_HEADER = 24;

    private WireMutants() {}

    /** Returns the mutants. */
    public static List<Mutant> all() {
        return List.of(
                Mutant.of("ack-with-text", "An acknowledgement holds the text OK.")
                        .seen("dynamo-tcp.md 23 and 59; 1.2")
                        .killedBy("ACK-01", "00000000", () -> acks(ack -> isEmpty(ack) ? text("OK") : ack)),
                Mutant.of("every-request-is-acked", "A request to an unknown endpoint is acknowledged like any other.")
                        .seen("dynamo-tcp.md 51")
                        .killedBy(
                                "ACK-03",
                                "Unknown endpoint",
                                () -> acks(ack -> isEmpty(ack) ? ack : new byte[ACK_HEADER])),
                Mutant.of("answer-without-path", "The refusal of an unknown endpoint does not say which.")
                        .seen("dynamo-tcp.md 51")
                        .killedBy(
                                "ACK-03",
                                "Unknown endpoint",
                                () -> acks(ack -> isEmpty(ack) ? ack : text("Unknown endpoint"))),
                Mutant.of("ack-length-little-endian", "The length of an acknowledgement is little-endian.")
                        .seen("dynamo-tcp.md 51")
                        .killedBy("ACK-03", "announced", () -> acks(WireMutants::swapped)),
                Mutant.of(
                                "half-close-closes",
                                "Acknowledgements wait in a queue, which is dropped when the peer ends its side.")
                        .seen("dynamo-tcp.md 65")
                        .killedBy("ACK-04", "acknowledgement", () -> Sockets.accepted(LateWriter::new)),
                Mutant.of("one-frame-per-read", "Of two frames in one segment the second is lost.")
                        .seen("dynamo-tcp.md 9")
                        .killedBy("FRAME-05", "acknowledgement", () -> requests(WireMutants::firstFrame)),
                Mutant.of("frame-per-read", "A frame that comes in pieces is not put together.")
                        .seen("dynamo-tcp.md 7 and 19")
                        .killedBy("FRAME-06", "acknowledgement", () -> requests(WireMutants::whole)),
                Mutant.of("any-case", "Routing keys are compared without their case.")
                        .seen("dynamo-tcp.md 49")
                        .killedBy("TCPSERVER-01", "Unknown endpoint", () -> requests(WireMutants::lowerCase)),
                Mutant.of("short-key-unknown", "A key in the form of 1.0.x reaches nobody.")
                        .seen("docs/decisions/0003-routing-key.md; dynamo-tcp.md 2.2")
                        .killedBy(
                                "TCPSERVER-16",
                                "while one endpoint can be meant",
                                () -> requests(WireMutants::shortKeySpoilt)),
                Mutant.of("frame-limit-ignored", "A frame over the largest size is accepted.")
                        .seen("dynamo-tcp.md 18 and 69")
                        .killedBy(
                                "FRAME-15",
                                "refusal",
                                () -> Changes.variable("DYN_TCP_MAX_MESSAGE_SIZE", "1073741824")),
                Mutant.of("capacity-ignored", "The limit on requests at once is not used.")
                        .seen("dynamo-tcp.md 61")
                        .killedBy(
                                "TCPSERVER-07", "at once", () -> Changes.variable("DYN_TCP_WORKER_POOL_SIZE", "1000")),
                Mutant.of("queue-without-end", "A full server queues requests without a bound.")
                        .seen("dynamo-tcp.md 70")
                        .killedBy(
                                "TCPSERVER-05",
                                "Server overloaded",
                                () -> Changes.variable("DYN_TCP_WORK_QUEUE_SIZE", "100000")),
                Mutant.of("length-little-endian", "A client writes the length of its payload in little-endian order.")
                        .seen("dynamo-tcp.md 1, 74 and 154; codec.rs")
                        .killedBy(
                                "FRAME-01",
                                "frame",
                                () -> Sockets.connected(() -> ByteTap.writing(WireMutants::payloadSwapped))));
    }

    private static Mutation acks(UnaryOperator<byte[]> change) {
        return Sockets.accepted(() -> ByteTap.writing(bytes -> isTwoPart(bytes) ? bytes : change.apply(bytes)));
    }

    private static Mutation requests(UnaryOperator<byte[]> change) {
        return Sockets.accepted(() -> ByteTap.reading(bytes -> isTwoPart(bytes) ? bytes : change.apply(bytes)));
    }

    /** The response plane's messages have a header of 24 bytes, whose first half is 0 as its lengths are small. */
    private static boolean isTwoPart(byte[] bytes) {
        return bytes.length >= TWO_PART_HEADER && bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0;
    }

    private static boolean isEmpty(byte[] ack) {
        return Arrays.equals(ack, new byte[ACK_HEADER]);
    }

    private static byte[] text(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] ack = new byte[ACK_HEADER + body.length];
        ack[ACK_HEADER - 1] = (byte) body.length;
        System.arraycopy(body, 0, ack, ACK_HEADER, body.length);
        return ack;
    }

    private static byte[] swapped(byte[] ack) {
        if (ack.length >= ACK_HEADER) {
            swap(ack, 0);
        }
        return ack;
    }

    private static void swap(byte[] bytes, int at) {
        for (int i = 0; i < 2; i++) {
            byte first = bytes[at + i];
            bytes[at + i] = bytes[at + 3 - i];
            bytes[at + 3 - i] = first;
        }
    }

    /** Returns how long the frame is that begins here, or a number larger than what is there if it is not whole. */
    private static int frameLength(byte[] bytes) {
        int length = 2;
        if (bytes.length < length) {
            return Integer.MAX_VALUE;
        }
        length += unsigned(bytes, 0) + 2;
        if (bytes.length < length) {
            return Integer.MAX_VALUE;
        }
        length += unsigned(bytes, length - 2) + 4;
        if (bytes.length < length) {
            return Integer.MAX_VALUE;
        }
        long payload = (long) unsigned(bytes, length - 4) << 16 | unsigned(bytes, length - 2);
        return (int) Math.min(Integer.MAX_VALUE, length + payload);
    }

    private static int unsigned(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static byte[] firstFrame(byte[] bytes) {
        return Arrays.copyOf(bytes, Math.min(bytes.length, frameLength(bytes)));
    }

    private static byte[] whole(byte[] bytes) {
        return bytes.length < frameLength(bytes) ? new byte[0] : bytes;
    }

    private static byte[] lowerCase(byte[] bytes) {
        if (bytes.length < 2) {
            return bytes;
        }
        int path = Math.min(unsigned(bytes, 0), bytes.length - 2);
        for (int i = 2; i < 2 + path; i++) {
            bytes[i] = (byte) Character.toLowerCase(bytes[i]);
        }
        return bytes;
    }

    /** A key of 1.0.x holds one slash, that of the reference three. */
    private static byte[] shortKeySpoilt(byte[] bytes) {
        if (bytes.length > 2 && bytes.length >= 2 + unsigned(bytes, 0)) {
            String path = new String(bytes, 2, unsigned(bytes, 0), StandardCharsets.ISO_8859_1);
            if (path.indexOf('/') > 0 && path.indexOf('/') == path.lastIndexOf('/')) {
                bytes[2] = '?';
            }
        }
        return bytes;
    }

    private static byte[] payloadSwapped(byte[] bytes) {
        if (!isTwoPart(bytes) && bytes.length > 4) {
            int headers = 2 + unsigned(bytes, 0);
            if (bytes.length >= headers + 2) {
                int payload = headers + 2 + unsigned(bytes, headers);
                if (bytes.length >= payload + 4) {
                    swap(bytes, payload);
                }
            }
        }
        return bytes;
    }
}
