package io.seatrial.chaos.fault;

/**
 * The connection ends inside, or right before, a frame. The receiver reads the frames before it whole, then so many bytes of that frame,
 * then the end; the sender's connection ends too. Needs to know the link's framing.
 *
 * @param frame which frame, counted from 1 on each connection from when the fault begins
 * @param bytes how many bytes from that frame's beginning on pass; with 0 the cut is between two frames
 * @param ending how the connection ends
 */
public record CutAtFrame(long frame, long bytes, Ending ending) implements Fault {

    /**
     * Checks the counts.
     *
     * @throws FaultException if a count is too small
     */
    public CutAtFrame {
        Check.atLeast(1, frame, "The frame of cut_at_frame");
        Check.atLeast(0, bytes, "The number of bytes of cut_at_frame");
    }

    static CutAtFrame read(AttributeReader in) {
        return new CutAtFrame(in.number("frame", 1), in.number("bytes", 0), in.choice("ending", Ending.CLOSE));
    }

    @Override
    public String type() {
        return "cut_at_frame";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return Attributes.none().number("frame", frame).number("bytes", bytes).text("ending", ending.text());
    }
}
