package io.seatrial.chaos.fault;

/**
 * Whole frames arrive twice, the copy right behind the frame. The sender sees nothing; the receiver reads one frame more.
 * Needs to know the link's framing.
 *
 * @param frames which frames
 */
public record DuplicateFrame(FrameSelection frames) implements Fault {

    static DuplicateFrame read(AttributeReader in) {
        return new DuplicateFrame(FrameSelection.read(in));
    }

    @Override
    public String type() {
        return "duplicate_frame";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return frames.attributes();
    }
}
