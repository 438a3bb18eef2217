package io.seatrial.transport.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** One frame of HTTP/2 as it is on the wire. */
record Frame(int type, int flags, int stream, byte[] payload) {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int PRIORITY = 2;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PUSH_PROMISE = 5;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    static final int NO_ERROR = 0;
    static final int PROTOCOL_ERROR = 1;
    static final int FLOW_CONTROL_ERROR = 3;
    static final int REFUSED_STREAM = 7;
    static final int CANCEL = 8;
    static final int ENHANCE_YOUR_CALM = 11;

    static final int MAX_CONCURRENT_STREAMS = 3;
    static final int INITIAL_WINDOW_SIZE = 4;
    static final int MAX_FRAME_SIZE = 5;
    static final int MAX_HEADER_LIST_SIZE = 6;

    static Frame data(int stream, String text, boolean last) {
        return new Frame(DATA, last ? END_STREAM : 0, stream, text.getBytes(UTF_8));
    }

    static Frame data(int stream, byte[] bytes, boolean last) {
        return new Frame(DATA, last ? END_STREAM : 0, stream, bytes);
    }

    static Frame headers(int stream, byte[] block, boolean last) {
        return new Frame(HEADERS, END_HEADERS | (last ? END_STREAM : 0), stream, block);
    }

    static Frame reset(int stream, int error) {
        return new Frame(RST_STREAM, 0, stream, ints(error));
    }

    /** Returns settings from alternating identifiers and values. */
    static Frame settings(int... identifiersAndValues) {
        ByteBuffer payload = ByteBuffer.allocate(identifiersAndValues.length / 2 * 6);
        for (int i = 0; i < identifiersAndValues.length; i += 2) {
            payload.putShort((short) identifiersAndValues[i]).putInt(identifiersAndValues[i + 1]);
        }
        return new Frame(SETTINGS, 0, 0, payload.array());
    }

    static Frame settingsAck() {
        return new Frame(SETTINGS, ACK, 0, new byte[0]);
    }

    static Frame ping(long content, boolean ack) {
        return new Frame(
                PING, ack ? ACK : 0, 0, ByteBuffer.allocate(8).putLong(content).array());
    }

    static Frame goAway(int lastStream, int error) {
        return new Frame(GOAWAY, 0, 0, ints(lastStream, error));
    }

    static Frame windowUpdate(int stream, int bytes) {
        return new Frame(WINDOW_UPDATE, 0, stream, ints(bytes));
    }

    private static byte[] ints(int... values) {
        ByteBuffer payload = ByteBuffer.allocate(values.length * 4);
        for (int value : values) {
            payload.putInt(value);
        }
        return payload.array();
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }

    boolean is(int wanted) {
        return type == wanted;
    }

    /** Returns the n-th number of four bytes in the payload. */
    int number(int n) {
        return ByteBuffer.wrap(payload).getInt(n * 4);
    }

    /** Returns the value of a setting, or -1 if it is not among them. */
    long setting(int identifier) {
        ByteBuffer settings = ByteBuffer.wrap(payload);
        while (settings.hasRemaining()) {
            int id = settings.getShort();
            long value = settings.getInt() & 0xFFFFFFFFL;
            if (id == identifier) {
                return value;
            }
        }
        return -1;
    }

    byte[] encoded() {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    @Override
    public String toString() {
        return "Frame[type=" + type + ", flags=" + flags + ", stream=" + stream + ", " + payload.length + " bytes]";
    }
}
