package io.seatrial.chaos.fault;

/**
 * One byte of a frame is wrong. The sender sees nothing; the receiver reads as many bytes as were sent, one of them changed. A changed
 * length makes the receiver lose the boundaries of the frames behind it, as it would in the field. Needs to know the link's framing.
 *
 * @param frames which frames
 * @param offset which byte of the frame, from 0; -1 is any, drawn for each frame. A frame that is too short passes as it is
 */
public record CorruptFrame(FrameSelection frames, long offset) implements Fault {

    /** Any byte of the frame. */
    public static final long ANY = -1;

    /**
     * Checks the offset.
     *
     * @throws FaultException if it is less than -1
     */
    public CorruptFrame {
        Check.atLeast(ANY, offset, "The offset of corrupt_frame");
    }

    static CorruptFrame read(AttributeReader in) {
        return new CorruptFrame(FrameSelection.read(in), in.number("offset", ANY));
    }

    @Override
    public String type() {
        return "corrupt_frame";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return frames.attributes().number("offset", offset);
    }
}
