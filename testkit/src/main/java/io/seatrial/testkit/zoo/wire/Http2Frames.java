package io.seatrial.testkit.zoo.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Changes one direction of an HTTP/2 connection a frame at a time. A connection that speaks HTTP/1.1 passes as it is. */
public final class Http2Frames implements UnaryOperator<byte[]> {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEAD = 9;

    private final UnaryOperator<Http2Frame> change;
    private byte[] waiting = new byte[0];
    private boolean begun;
    private boolean text;

    private Http2Frames(UnaryOperator<Http2Frame> change) {
        this.change = change;
    }

    /** Returns a change of bytes, for one channel, that changes each frame; {@link Http2Frame#NOTHING} drops one. */
    public static UnaryOperator<byte[]> each(UnaryOperator<Http2Frame> change) {
        return new Http2Frames(change);
    }

    @Override
    public byte[] apply(byte[] bytes) {
        if (text) {
            return bytes;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        waiting = joined(waiting, bytes);
        if (!begun && !begins(out)) {
            return out.toByteArray();
        }
        int at = 0;
        while (waiting.length - at >= HEAD && waiting.length - at >= HEAD + length(at)) {
            int end = at + HEAD + length(at);
            out.writeBytes(change.apply(frame(at, end)).bytes());
            at = end;
        }
        waiting = Arrays.copyOfRange(waiting, at, waiting.length);
        return out.toByteArray();
    }

    /** Looks at the first bytes; returns whether what comes now is frames. */
    private boolean begins(ByteArrayOutputStream out) {
        if (waiting.length == 0 || (waiting[0] == PREFACE[0] && isPartOfPreface())) {
            return false;
        }
        int skipped = 0;
        if (waiting[0] == PREFACE[0] && startsWithPreface()) {
            skipped = PREFACE.length;
        } else if (waiting[0] != 0) { // no frame is that long: it is a letter of HTTP/1.1
            text = true;
            skipped = waiting.length;
        }
        out.write(waiting, 0, skipped);
        waiting = Arrays.copyOfRange(waiting, skipped, waiting.length);
        begun = true;
        return !text;
    }

    private boolean isPartOfPreface() {
        return waiting.length < PREFACE.length && Arrays.equals(waiting, Arrays.copyOf(PREFACE, waiting.length));
    }

    private boolean startsWithPreface() {
        return Arrays.equals(PREFACE, Arrays.copyOf(waiting, PREFACE.length));
    }

    private int length(int at) {
        return (waiting[at] & 0xff) << 16 | (waiting[at + 1] & 0xff) << 8 | waiting[at + 2] & 0xff;
    }

    private Http2Frame frame(int at, int end) {
        return new Http2Frame(
                waiting[at + 3],
                waiting[at + 4],
                ByteBuffer.wrap(waiting).getInt(at + 5),
                Arrays.copyOfRange(waiting, at + HEAD, end));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
