package io.seatrial.wire;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** The messages of a response stream that steer it: header only, one JSON string (dynamo-tcp.md 1.5). */
public enum ControlFrame implements Labelled {
    /** The caller wants no more; the worker ends in an orderly way. */
    STOP("stop"),
    /** The caller is gone; the worker ends at once. */
    KILL("kill"),
    /** The worker has sent all it had. */
    SENTINEL("sentinel");

    private static final ByteBuf[] FRAMES =
            Arrays.stream(values()).map(ControlFrame::toFrame).toArray(ByteBuf[]::new);

    private final String label;

    ControlFrame(String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }

    /** Returns the frame as it travels: a shared buffer that nobody needs to release. */
    public ByteBuf frame() {
        return FRAMES[ordinal()].duplicate();
    }

    /**
     * Reads the header of a control message.
     *
     * @param header left as it is
     * @throws WireException if it is none
     */
    public static ControlFrame decode(ByteBuf header) {
        return Labelled.parse(values(), "control message", WireJson.readString(header));
    }

    private static ByteBuf toFrame(ControlFrame control) {
        return TwoPartEncoder.constant(WireBuffers.utf8('"' + control.label + '"'), new byte[0]);
    }
}
