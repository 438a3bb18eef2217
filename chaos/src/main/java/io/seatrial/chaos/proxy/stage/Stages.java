package io.seatrial.chaos.proxy.stage;

import io.seatrial.chaos.fault.Bandwidth;
import io.seatrial.chaos.fault.CorruptFrame;
import io.seatrial.chaos.fault.CutAfterBytes;
import io.seatrial.chaos.fault.CutAtFrame;
import io.seatrial.chaos.fault.DelayFrame;
import io.seatrial.chaos.fault.DropFrame;
import io.seatrial.chaos.fault.DuplicateFrame;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.HalfOpen;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.chaos.fault.Moment;
import io.seatrial.chaos.fault.Reset;
import io.seatrial.chaos.fault.ResetOnData;
import io.seatrial.chaos.fault.Slicer;
import io.seatrial.chaos.fault.SlowClose;
import io.seatrial.chaos.fault.Stall;
import io.seatrial.chaos.fault.Timeout;

/** Makes the stage of a fault. */
public final class Stages {

    private Stages() {}

    /** Returns the stage that carries out a fault on bytes. */
    public static Stage of(Injection injection, Way way) {
        Moment moment = injection.target().moment();
        if (injection.fault() instanceof CutAtFrame cut) {
            moment = new Moment(moment.frames() + cut.frame() - 1, moment.bytes() + cut.bytes());
            return new Gate(new CutStage(End.of(cut.ending())), moment);
        }
        Stage stage = plain(injection.fault(), way, !moment.equals(Moment.AT_ONCE));
        return moment.equals(Moment.AT_ONCE) ? stage : new Gate(stage, moment);
    }

    private static Stage plain(Fault fault, Way way, boolean behindBytes) {
        if (fault instanceof Latency latency) {
            return new LatencyStage(way, latency);
        } else if (fault instanceof Bandwidth bandwidth) {
            return new BandwidthStage(way, bandwidth);
        } else if (fault instanceof Slicer slicer) {
            return new SlicerStage(way, slicer);
        } else if (fault instanceof Stall stall) {
            return new StallStage(way, stall);
        } else if (fault instanceof SlowClose slowClose) {
            return new SlowCloseStage(way, slowClose);
        } else if (fault instanceof CutAfterBytes limit) {
            return new LimitStage(way, limit);
        } else if (fault instanceof Timeout timeout) {
            return new TimeoutStage(way, timeout);
        } else if (fault instanceof HalfOpen) {
            return new HalfOpenStage();
        } else if (fault instanceof Reset reset) {
            return new ResetStage(way, reset, behindBytes);
        } else if (fault instanceof ResetOnData reset) {
            return new ResetOnDataStage(way, reset);
        }
        return framed(fault, way);
    }

    private static Stage framed(Fault fault, Way way) {
        if (fault instanceof DropFrame drop) {
            return new DropFrameStage(way, drop);
        } else if (fault instanceof DuplicateFrame duplicate) {
            return new DuplicateFrameStage(way, duplicate);
        } else if (fault instanceof CorruptFrame corrupt) {
            return new CorruptFrameStage(way, corrupt);
        } else if (fault instanceof DelayFrame delay) {
            return new DelayFrameStage(way, delay);
        }
        throw new IllegalArgumentException("The fault " + fault.type() + " does not act on bytes");
    }

    /** Returns whether a fault needs to know where frames end. */
    public static boolean needsFraming(Injection injection) {
        Fault fault = injection.fault();
        return injection.target().moment().frames() > 0
                || fault instanceof CutAtFrame
                || fault instanceof DropFrame
                || fault instanceof DuplicateFrame
                || fault instanceof CorruptFrame
                || fault instanceof DelayFrame;
    }
}
