package io.seatrial.testkit.zoo.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Changes one direction of a connection to a NATS server a message at a time. */
final class NatsFrames implements UnaryOperator<byte[]> {

    private static final int END = 2; // of a line, and of a payload: CR LF

    private final Function<NatsFrame, List<NatsFrame>> change;
    private byte[] waiting = new byte[0];

    private NatsFrames(Function<NatsFrame, List<NatsFrame>> change) {
        this.change = change;
    }

    /** Returns a change of bytes, for one direction of one connection. */
    static UnaryOperator<byte[]> each(Function<NatsFrame, List<NatsFrame>> change) {
        return new NatsFrames(change);
    }

    @Override
    public byte[] apply(byte[] bytes) {
        byte[] all = joined(waiting, bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        for (int line = lineEnd(all, at); line >= 0; line = lineEnd(all, at)) {
            String text = new String(all, at, line - at, StandardCharsets.UTF_8);
            int size = NatsFrame.payloadAfter(text);
            int payload = line + END;
            int next = size < 0 ? payload : payload + size + END;
            if (next > all.length) {
                break;
            }
            byte[] carried = size < 0 ? new byte[0] : Arrays.copyOfRange(all, payload, payload + size);
            change.apply(NatsFrame.of(text, carried)).forEach(frame -> out.writeBytes(frame.bytes()));
            at = next;
        }
        waiting = Arrays.copyOfRange(all, at, all.length);
        return out.toByteArray();
    }

    private static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length - 1; i++) {
            if (bytes[i] == '\r' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
