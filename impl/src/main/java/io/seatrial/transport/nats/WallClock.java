package io.seatrial.transport.nats;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The time of day, which a service must tell for its start. Nothing else in a transport asks for it. */
final class WallClock {

    private WallClock() {}

    /** Returns now in RFC 3339. */
    static String now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    }
}
