package io.seatrial.testkit.zoo.wire;

import java.nio.ByteBuffer;

/**
 * A frame of HTTP/2 (RFC 9113 4.1).
 *
 * @param type its type
 * @param flags its flags
 * @param stream its stream; 0 for the connection itself
 * @param payload what it holds
 */
public record Http2Frame(int type, int flags, int stream, byte[] payload) {

    /** Holds a part of a body. */
    public static final int DATA = 0;

    /** Begins a message. */
    public static final int HEADERS = 1;

    /** Ends a stream at once. */
    public static final int RST_STREAM = 3;

    /** Announces parameters. */
    public static final int SETTINGS = 4;

    /** Says goodbye. */
    public static final int GOAWAY = 7;

    /** Gives room. */
    public static final int WINDOW_UPDATE = 8;

    /** The flag of the last frame of a stream. */
    public static final int END_STREAM = 1;

    /** In place of a frame that is dropped. */
    public static final Http2Frame NOTHING = new Http2Frame(-1, 0, 0, new byte[0]);

    private static final int HEAD = 9;

    /** Returns the frame that ends a stream with an error code. */
    public static Http2Frame reset(int stream, int code) {
        return new Http2Frame(
                RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(code).array());
    }

    /** Returns whether it is the last of its stream. */
    public boolean endsStream() {
        return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0 || type == RST_STREAM;
    }

    /** Returns the error code of a frame that ends a stream. */
    public int code() {
        return ByteBuffer.wrap(payload).getInt();
    }

    byte[] bytes() {
        if (type < 0) {
            return payload;
        }
        return ByteBuffer.allocate(HEAD + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }
}
