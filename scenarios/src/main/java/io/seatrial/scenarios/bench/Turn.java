package io.seatrial.scenarios.bench;

import java.time.Duration;

/**
 * Something that has its turn in a measurement.
 *
 * @param <T> what is found in a turn
 */
interface Turn<T> {

    /** Runs it for a while. */
    T run(Duration span);
}
