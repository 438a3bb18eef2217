package io.seatrial.chaos.fault;

/**
 * Which frames of a direction a fault meets, counted from 1 on each connection from when the fault begins.
 *
 * @param first the first frame that may be met
 * @param every each how-manieth frame from there; 0 is that one frame alone
 * @param share the share of these that is met, drawn for each
 */
public record FrameSelection(long first, long every, double share) {

    /**
     * Checks the numbers.
     *
     * @throws FaultException if one is out of its range
     */
    public FrameSelection {
        Check.atLeast(1, first, "The first frame");
        Check.atLeast(0, every, "The distance between frames");
        Check.require(share >= 0 && share <= 1, "The share of frames is " + share + ": it must be from 0 to 1");
    }

    /** Returns the selection of the n-th frame alone. */
    public static FrameSelection nth(long n) {
        return new FrameSelection(n, 0, 1);
    }

    /** Returns the selection of every n-th frame. */
    public static FrameSelection each(long n) {
        return new FrameSelection(n, n, 1);
    }

    /** Returns the selection of a share of all frames, drawn for each. */
    public static FrameSelection share(double share) {
        return new FrameSelection(1, 1, share);
    }

    static FrameSelection read(AttributeReader in) {
        return new FrameSelection(in.number("frame", 1), in.number("every", 0), in.fraction("share", 1));
    }

    Attributes attributes() {
        return Attributes.none().number("frame", first).number("every", every).fraction("share", share);
    }

    /** Returns whether a frame is met. A draw is made for each frame that may be. */
    public boolean selects(long frame, Draws draws) {
        boolean may = every == 0 ? frame == first : frame >= first && (frame - first) % every == 0;
        return may && (share == 1 || draws.unit() < share);
    }
}
