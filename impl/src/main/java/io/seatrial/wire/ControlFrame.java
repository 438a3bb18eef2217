package io.seatrial.wire;

import io.netty.buffer.ByteBuf;

/** The messages of a response stream that steer it: header only, one JSON string (dynamo-tcp.md 1.5). */
public enum ControlFrame implements Labelled {
    /** The caller wants no more; the worker ends in an orderly way. */
    STOP("stop"),
    /** The caller is gone; the worker ends at once. */
    KILL("kill"),
    /** The worker has sent all it had. */
    SENTINEL("sentinel");

    private final String label;
    private final byte[] json;
    private final ByteBuf frame;

    ControlFrame(String label) {
        this.label = label;
        this.json = JsonWriter.piece("\"" + label + "\"");
        this.frame = TwoPartEncoder.constant(json, new byte[0]);
    }

    @Override
    public String label() {
        return label;
    }

    /** Returns the frame as it travels: a shared buffer that nobody needs to release. */
    public ByteBuf frame() {
        return frame.duplicate();
    }

    /**
     * Reads the header of a control message.
     *
     * @param header left as it is
     * @throws WireException if it is none
     */
    public static ControlFrame decode(ByteBuf header) {
        for (ControlFrame control : values()) {
            if (WireBuffers.holds(header, control.json)) {
                return control;
            }
        }
        return decodeSlowly(header);
    }

    /** The same string written in another way: with white space around it, or with escapes. */
    private static ControlFrame decodeSlowly(ByteBuf header) {
        JsonScanner in = new JsonScanner(header);
        String label = in.readString();
        in.finish();
        return Labelled.parse(values(), "control message", label);
    }
}
