package io.seatrial.testkit.machine;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the machine did during a case: whether something that did not happen in time can be its fault.
 *
 * @param duration how long the case took
 * @param stalled for how long of that the machine stood still
 * @param before how far it could be trusted when ceilings were stretched
 * @param now how far it can be trusted now; measured only if somebody asks
 */
public record Strain(Duration duration, Duration stalled, Calibration before, Supplier<Calibration> now) {

    /** A machine that had no part in it, as in virtual time. */
    public static final Strain NONE =
            new Strain(Duration.ZERO, Duration.ZERO, Calibration.NONE, () -> Calibration.NONE);

    /** The machine is suspected if it stood still for this share of the case. */
    private static final double SUSPICIOUS_SHARE = 0.2;

    /** And for this long at least: short stalls are what ceilings are generous for. */
    private static final Duration SUSPICIOUS = Duration.ofSeconds(1);

    /** Or if ceilings would have been stretched so many times further, had it been measured now. */
    private static final double SUSPICIOUS_STRETCH = 2;

    /** Creates a strain. */
    public Strain {
        Objects.requireNonNull(duration, "duration");
        Objects.requireNonNull(stalled, "stalled");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(now, "now");
    }

    /** Returns what speaks for it that the machine was late and not the plane, if anything does. */
    public Optional<String> evidence() {
        if (stalled.compareTo(SUSPICIOUS) >= 0 && stalled.toNanos() > SUSPICIOUS_SHARE * duration.toNanos()) {
            return Optional.of("the machine stood still for " + stalled.toMillis() + " of the " + duration.toMillis()
                    + " ms of this case");
        }
        Calibration current = now.get();
        return current.multiplier() >= SUSPICIOUS_STRETCH * before.multiplier()
                ? Optional.of("the machine has become slower: " + current + "; ceilings were stretched for " + before)
                : Optional.empty();
    }
}
