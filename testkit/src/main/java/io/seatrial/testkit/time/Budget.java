package io.seatrial.testkit.time;

import io.seatrial.testkit.machine.Calibration;
import java.time.Duration;
import java.util.Objects;

/**
 * How long things may take. A ceiling is not an expectation: it only says when to stop waiting, and is stretched on a slow machine.
 *
 * @param ceiling how long a single wait may take, before it is stretched
 * @param caseBound how long a whole case may take, before it is stretched; then it is given up
 * @param quiescence how long a plane that was closed may take until nothing of it is left, before it is stretched
 * @param calibration by how much to stretch
 */
public record Budget(Duration ceiling, Duration caseBound, Duration quiescence, Calibration calibration) {

    /** Ceilings of 10 s a wait, 60 s a case, 5 s until nothing is left, not stretched. */
    public static final Budget DEFAULT =
            new Budget(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(5), Calibration.NONE);

    /** Creates a budget. */
    public Budget {
        Objects.requireNonNull(ceiling, "ceiling");
        Objects.requireNonNull(caseBound, "caseBound");
        Objects.requireNonNull(quiescence, "quiescence");
        Objects.requireNonNull(calibration, "calibration");
    }

    /** Returns this budget, stretched by another calibration. */
    public Budget with(Calibration other) {
        return new Budget(ceiling, caseBound, quiescence, other);
    }

    /** Returns a ceiling as it applies on this machine. */
    public Duration stretched(Duration duration) {
        return Duration.ofNanos((long) (duration.toNanos() * calibration.multiplier()));
    }
}
