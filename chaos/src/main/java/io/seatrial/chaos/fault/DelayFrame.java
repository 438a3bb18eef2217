package io.seatrial.chaos.fault;

import java.time.Duration;

/**
 * Whole frames arrive late. The sender sees nothing; the receiver reads the frame after the time, and what was sent behind it behind it or,
 * if frames may overtake, before it. Needs to know the link's framing.
 *
 * @param frames which frames
 * @param time how long a frame waits
 * @param overtake whether frames behind a waiting one pass it: the order changes
 */
public record DelayFrame(FrameSelection frames, Duration time, boolean overtake) implements Fault {

    /**
     * Checks the time.
     *
     * @throws FaultException if it is not positive
     */
    public DelayFrame {
        Check.positive(time, "The time of delay_frame");
    }

    static DelayFrame read(AttributeReader in) {
        return new DelayFrame(FrameSelection.read(in), in.millis("time"), in.flag("overtake", false));
    }

    @Override
    public String type() {
        return "delay_frame";
    }

    @Override
    public Scope scope() {
        return Scope.STREAM;
    }

    @Override
    public Attributes attributes() {
        return frames.attributes().millis("time", time).flag("overtake", overtake);
    }
}
