package io.seatrial.scenarios.bench;

import java.time.Duration;

/** Something that can be kept busy for a while. */
interface Load extends AutoCloseable {

    /** Keeps it busy and returns the operations per second. */
    double run(Duration span);

    @Override
    void close();
}
