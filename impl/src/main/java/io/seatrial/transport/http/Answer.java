package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** An answer on its way in: its status, and as much of its body as has come. */
final class Answer {

    /** The body is over the limit. */
    static final String TOO_LARGE = "answer larger than the limit";

    private static final byte[] EMPTY = {};

    private final int status;
    private final boolean keepAlive;
    private final int maxBytes;
    private byte[] body = EMPTY;
    private int length;

    /**
     * Creates an answer of which the head has come.
     *
     * @param keepAlive whether the peer keeps the connection behind it
     * @param maxBytes the largest body
     */
    Answer(int status, boolean keepAlive, int maxBytes) {
        this.status = status;
        this.keepAlive = keepAlive;
        this.maxBytes = maxBytes;
    }

    /** Takes a part of the body; returns false if the body is too large with it. */
    boolean add(ByteBuf part) {
        int more = part.readableBytes();
        if (more > maxBytes - length) {
            return false;
        }
        if (more > body.length - length) {
            body = Arrays.copyOf(body, Math.max(length + more, 2 * length));
        }
        part.getBytes(part.readerIndex(), body, length, more);
        length += more;
        return true;
    }

    int status() {
        return status;
    }

    boolean keepAlive() {
        return keepAlive;
    }

    byte[] body() {
        return length == body.length ? body : Arrays.copyOf(body, length);
    }
}
