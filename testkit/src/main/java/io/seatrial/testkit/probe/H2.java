package io.seatrial.testkit.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * The frames of HTTP/2 written by hand (RFC 9113), independently of any implementation. Nothing is checked: a case may build frames
 * that must be refused. Headers are written as literals without indexing and without Huffman coding.
 */
public final class H2 {

    /** Body bytes. */
    public static final int DATA = 0;

    /** A header block. */
    public static final int HEADERS = 1;

    /** The end of one stream. */
    public static final int RST_STREAM = 3;

    /** Parameters of the connection. */
    public static final int SETTINGS = 4;

    /** A question whether the peer is there. */
    public static final int PING = 6;

    /** The end of the connection. */
    public static final int GOAWAY = 7;

    /** Room for more. */
    public static final int WINDOW_UPDATE = 8;

    /** More of a header block. */
    public static final int CONTINUATION = 9;

    /** Nothing follows on the stream. Of {@link #SETTINGS} and {@link #PING}: an answer. */
    public static final int END_STREAM = 1;

    /** An answer to {@link #SETTINGS} or {@link #PING}. */
    public static final int ACK = 1;

    /** The header block is complete. */
    public static final int END_HEADERS = 4;

    /** Parameter: streams at once. */
    public static final int MAX_CONCURRENT_STREAMS = 3;

    /** Parameter: window of each new stream. */
    public static final int INITIAL_WINDOW_SIZE = 4;

    /** Parameter: largest frame. */
    public static final int MAX_FRAME_SIZE = 5;

    /** Error: the stream was not processed. */
    public static final int REFUSED_STREAM = 7;

    /** Error: the stream is no longer wanted. */
    public static final int CANCEL = 8;

    /** What a client with prior knowledge sends first, before its settings. */
    public static final byte[] PREFACE = Bytes.utf8("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

    /** Bytes before a frame's payload. */
    static final int FRAME_HEAD = 9;

    private static final int BYTE = 0xff;
    private static final int HPACK_PREFIX = 127;

    private H2() {}

    /**
     * One frame.
     *
     * @param type the type
     * @param flags the flags
     * @param stream the stream; 0 for the connection
     * @param payload the payload
     */
    public record Frame(int type, int flags, int stream, byte[] payload) {
        /** Returns whether a flag is set. */
        public boolean has(int flag) {
            return (flags & flag) != 0;
        }

        /** Returns the 32-bit number at an offset of the payload. */
        public int int32(int offset) {
            return java.nio.ByteBuffer.wrap(payload).getInt(offset);
        }
    }

    /** Returns a frame's bytes. */
    public static byte[] frame(int type, int flags, int stream, byte[] payload) {
        int length = payload.length;
        return Bytes.empty()
                .raw(new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length, (byte) type, (byte) flags})
                .u32(stream)
                .raw(payload)
                .toArray();
    }

    /** Returns SETTINGS of alternating parameters and values. */
    public static byte[] settings(int... parametersAndValues) {
        Bytes payload = Bytes.empty();
        for (int i = 0; i < parametersAndValues.length; i += 2) {
            payload.u16(parametersAndValues[i]).u32(parametersAndValues[i + 1]);
        }
        return frame(SETTINGS, 0, 0, payload.toArray());
    }

    /** Returns the answer to SETTINGS. */
    public static byte[] settingsAck() {
        return frame(SETTINGS, ACK, 0, new byte[0]);
    }

    /** Returns RST_STREAM. */
    public static byte[] reset(int stream, int error) {
        return frame(RST_STREAM, 0, stream, Bytes.empty().u32(error).toArray());
    }

    /** Returns GOAWAY without an error. */
    public static byte[] goAway(int lastStream) {
        return frame(GOAWAY, 0, 0, Bytes.empty().u32(lastStream).u32(0).toArray());
    }

    /** Returns a whole POST: a header block, and a body in one frame. */
    public static byte[] post(int stream, String path, byte[] body, String... namesAndValues) {
        return Bytes.concat(
                frame(HEADERS, END_HEADERS, stream, postBlock(path, namesAndValues)),
                frame(DATA, END_STREAM, stream, body));
    }

    /** Returns the header block of a POST. */
    public static byte[] postBlock(String path, String... namesAndValues) {
        List<String> all =
                new ArrayList<>(List.of(":method", "POST", ":scheme", "http", ":authority", "plane", ":path", path));
        all.addAll(List.of(namesAndValues));
        return block(all.toArray(String[]::new));
    }

    /** Returns a header block of alternating names and values. */
    public static byte[] block(String... namesAndValues) {
        Bytes block = Bytes.empty();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            block.raw(new byte[] {0}); // literal without indexing, new name
            text(block, namesAndValues[i]);
            text(block, namesAndValues[i + 1]);
        }
        return block.toArray();
    }

    private static void text(Bytes block, String text) {
        byte[] utf8 = Bytes.utf8(text);
        if (utf8.length < HPACK_PREFIX) {
            block.raw(new byte[] {(byte) utf8.length});
        } else {
            block.raw(new byte[] {HPACK_PREFIX});
            int rest = utf8.length - HPACK_PREFIX;
            while (rest > HPACK_PREFIX) {
                block.raw(new byte[] {(byte) (rest & HPACK_PREFIX | 0x80)});
                rest >>= 7;
            }
            block.raw(new byte[] {(byte) rest});
        }
        block.raw(utf8);
    }

    /** Reads one frame. */
    static Frame read(WireProbe connection) {
        byte[] head = connection.read(FRAME_HEAD);
        int length = ((head[0] & BYTE) << 16) | ((head[1] & BYTE) << 8) | (head[2] & BYTE);
        int stream = java.nio.ByteBuffer.wrap(head, 5, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return new Frame(head[3], head[4], stream, length == 0 ? new byte[0] : connection.read(length));
    }
}
