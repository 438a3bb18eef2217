package io.seatrial.chaos.fault;

/**
 * Whole frames are lost. The sender sees nothing; the receiver reads the frames around them as if the lost ones had never been sent.
 * Needs to know the link's framing.
 *
 * @param frames which frames
 */
public record DropFrame(FrameSelection frames) implements Fault {

    static DropFrame read(AttributeReader in) {
        return new DropFrame(FrameSelection.read(in));
    }

    @Override
    public String type() {
        return "drop_frame";
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
