package io.seatrial.chaos.random;

import io.seatrial.chaos.fault.Attributes;
import io.seatrial.chaos.fault.CorruptFrame;
import io.seatrial.chaos.fault.DelayFrame;
import io.seatrial.chaos.fault.DropFrame;
import io.seatrial.chaos.fault.DuplicateFrame;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.Injection;
import io.seatrial.chaos.fault.Moment;
import io.seatrial.chaos.fault.Target;
import java.time.Duration;
import java.util.Objects;

/**
 * A fault of a plan. Times count from the beginning of the workload.
 *
 * @param injection what, and on which link
 * @param at when it is injected
 * @param until when it is removed; never later than the healing of everything
 */
public record PlannedFault(Injection injection, Duration at, Duration until) {

    /** Creates a fault. */
    public PlannedFault {
        Objects.requireNonNull(injection, "injection");
        if (until.compareTo(at) <= 0) {
            throw new IllegalArgumentException(
                    "a fault from " + at + " until " + until + ": it must end after it began");
        }
    }

    /** Returns the link that it is on. */
    public String link() {
        return injection.target().link();
    }

    /**
     * Returns whether it changes what a stream of bytes says, as no network does to TCP: frames lost, doubled, changed or in another order.
     * No peer can tell, so what arrives cannot be judged.
     */
    public boolean forges() {
        Fault fault = injection.fault();
        return fault instanceof DropFrame
                || fault instanceof DuplicateFrame
                || fault instanceof CorruptFrame
                || (fault instanceof DelayFrame delay && delay.overtake());
    }

    /** Returns the fault in a line: {@code worker-1 upstream latency {"latency":80,"jitter":0} for 40 % of connections}. */
    public String describe() {
        Target target = injection.target();
        StringBuilder text = new StringBuilder(target.link());
        if (injection.fault().scope() == Fault.Scope.STREAM) {
            text.append(' ').append(target.direction().text());
        }
        text.append(' ').append(injection.fault().type());
        Attributes attributes = injection.fault().attributes();
        if (!attributes.equals(Attributes.none())) {
            text.append(' ').append(attributes);
        }
        if (!target.moment().equals(Moment.AT_ONCE)) {
            text.append(" after ").append(target.moment().frames()).append(" frames and ");
            text.append(target.moment().bytes()).append(" bytes");
        }
        if (injection.probability() < 1) {
            text.append(" for ")
                    .append(Math.round(injection.probability() * 100))
                    .append(" % of connections");
        }
        return text.toString();
    }
}
