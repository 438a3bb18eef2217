package io.seatrial.chaos.fault;

/**
 * From which point of a connection on a fault acts. Both counts are of its own direction, and both must be reached; bytes count from the end
 * of the last frame.
 *
 * @param frames how many whole frames pass first; needs to know the link's framing
 * @param bytes how many bytes pass first
 */
public record Moment(long frames, long bytes) {

    /** From the beginning, or for a connection that there is, from now on. */
    public static final Moment AT_ONCE = new Moment(0, 0);

    /**
     * Checks the counts.
     *
     * @throws FaultException if one is negative
     */
    public Moment {
        Check.atLeast(0, frames, "The number of frames before a fault");
        Check.atLeast(0, bytes, "The number of bytes before a fault");
    }

    /** Returns the moment after so many bytes. */
    public static Moment afterBytes(long bytes) {
        return new Moment(0, bytes);
    }

    /** Returns the moment after so many whole frames. */
    public static Moment afterFrames(long frames) {
        return new Moment(frames, 0);
    }
}
