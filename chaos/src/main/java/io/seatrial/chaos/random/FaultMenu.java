package io.seatrial.chaos.random;

import io.seatrial.chaos.fault.Bandwidth;
import io.seatrial.chaos.fault.ConnectionLimit;
import io.seatrial.chaos.fault.CorruptFrame;
import io.seatrial.chaos.fault.CutAfterBytes;
import io.seatrial.chaos.fault.CutAtFrame;
import io.seatrial.chaos.fault.DelayFrame;
import io.seatrial.chaos.fault.Distribution;
import io.seatrial.chaos.fault.Down;
import io.seatrial.chaos.fault.DropFrame;
import io.seatrial.chaos.fault.DuplicateFrame;
import io.seatrial.chaos.fault.Ending;
import io.seatrial.chaos.fault.Fault;
import io.seatrial.chaos.fault.FrameSelection;
import io.seatrial.chaos.fault.HalfOpen;
import io.seatrial.chaos.fault.HangingAccept;
import io.seatrial.chaos.fault.HangingConnect;
import io.seatrial.chaos.fault.Latency;
import io.seatrial.chaos.fault.Moment;
import io.seatrial.chaos.fault.Partition;
import io.seatrial.chaos.fault.Pause;
import io.seatrial.chaos.fault.Refuse;
import io.seatrial.chaos.fault.Reset;
import io.seatrial.chaos.fault.ResetOnData;
import io.seatrial.chaos.fault.Slicer;
import io.seatrial.chaos.fault.SlowAccept;
import io.seatrial.chaos.fault.SlowClose;
import io.seatrial.chaos.fault.Stall;
import io.seatrial.chaos.fault.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The faults that can be drawn for a link. */
final class FaultMenu {

    private final boolean everything;
    private final boolean framed;
    private final List<Function<Dice, Fault>> kinds = new ArrayList<>();

    /**
     * Creates a menu.
     *
     * @param everything whether there is more than Toxiproxy has
     * @param framed whether frames are known
     */
    FaultMenu(boolean everything, boolean framed) {
        this.everything = everything;
        this.framed = framed;
        addToxics();
        if (everything) {
            addConnections();
        }
        if (framed) {
            addFrames();
        }
    }

    private void addToxics() {
        kinds.add(dice -> new Latency(
                dice.millis(5, 150),
                dice.millis(0, 60),
                everything ? dice.oneOf(Distribution.values()) : Distribution.UNIFORM));
        kinds.add(dice -> new Bandwidth(dice.mostlySmall(1, 500)));
        kinds.add(dice -> new Stall(Duration.ZERO));
        kinds.add(dice -> {
            int average = dice.mostlySmall(2, 400);
            return new Slicer(average, average / 2, Duration.ofNanos(dice.between(0, 2000) * 1000L));
        });
        kinds.add(dice -> new SlowClose(dice.millis(10, 300)));
        kinds.add(dice ->
                new CutAfterBytes(dice.mostlySmall(0, 8000), everything ? dice.oneOf(Ending.values()) : Ending.CLOSE));
        kinds.add(dice -> new Timeout(dice.chance(0.5) ? Duration.ZERO : dice.millis(20, 200)));
        kinds.add(dice -> new ResetOnData(dice.millis(0, 100)));
        kinds.add(dice -> new Down());
    }

    private void addConnections() {
        kinds.add(dice -> new Reset(dice.millis(0, 50)));
        kinds.add(dice -> new HalfOpen());
        kinds.add(dice -> new SlowAccept(dice.millis(10, 300)));
        kinds.add(dice -> new HangingAccept());
        kinds.add(dice -> new Refuse());
        kinds.add(dice -> new HangingConnect());
        kinds.add(dice -> new Pause());
        kinds.add(dice -> new Partition());
        kinds.add(dice -> new ConnectionLimit(dice.between(0, 4), dice.oneOf(ConnectionLimit.Excess.values())));
    }

    private void addFrames() {
        kinds.add(
                dice -> new CutAtFrame(dice.mostlySmall(1, 12), dice.mostlySmall(0, 40), dice.oneOf(Ending.values())));
        kinds.add(dice -> new DelayFrame(some(dice), dice.millis(1, 120), false));
        kinds.add(dice -> dice.oneOf(
                new DropFrame(some(dice)),
                new DuplicateFrame(some(dice)),
                new CorruptFrame(some(dice), CorruptFrame.ANY),
                new DelayFrame(some(dice), dice.millis(1, 120), true)));
    }

    private static FrameSelection some(Dice dice) {
        return dice.chance(0.5) ? FrameSelection.nth(dice.mostlySmall(1, 8)) : FrameSelection.share(dice.tenths(1, 5));
    }

    /** Returns a fault. */
    Fault fault(Dice dice) {
        return dice.oneOf(kinds).apply(dice);
    }

    /** Returns the moment of a connection from which a fault acts. */
    Moment moment(Dice dice, Fault fault) {
        if (!everything || fault.scope() != Fault.Scope.STREAM || dice.chance(0.7)) {
            return Moment.AT_ONCE;
        }
        return framed && dice.chance(0.5)
                ? Moment.afterFrames(dice.between(1, 4))
                : Moment.afterBytes(dice.mostlySmall(1, 4000));
    }

    /** Returns the share of connections that a fault meets. */
    double probability(Dice dice, Fault fault) {
        return fault.scope() == Fault.Scope.LINK || dice.chance(0.6) ? 1 : dice.tenths(3, 9);
    }
}
