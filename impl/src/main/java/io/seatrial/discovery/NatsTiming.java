package io.seatrial.discovery;

import java.time.Duration;

/**
 * The times of a NATS store.
 *
 * @param timeToLive how long an entry that is not renewed is kept, in a bucket that is created here; one that is there has its own
 * @param look how often is looked for entries that were not renewed, and for what could not be done before
 * @param request bound on each exchange with the server
 */
public record NatsTiming(Duration timeToLive, Duration look, Duration request) {

    /** The file store's time to live, so that a worker that dies is noticed as soon in either. */
    public static final NatsTiming DEFAULT =
            new NatsTiming(FileTiming.DYNAMO.timeToLive(), Duration.ofSeconds(1), Duration.ofSeconds(3));

    /** How often an entry is renewed before it would expire. */
    private static final int RENEWALS = 3;

    /**
     * Creates a timing.
     *
     * @throws IllegalArgumentException if a time is not positive
     */
    public NatsTiming {
        if (timeToLive.compareTo(Duration.ZERO) <= 0
                || look.compareTo(Duration.ZERO) <= 0
                || request.compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("Times of a NATS store: timeToLive " + timeToLive + ", look " + look
                    + " and request " + request + " must be positive");
        }
    }

    /** Returns how often the entries of a bucket are renewed. */
    static Duration renewal(Duration timeToLive) {
        return timeToLive.dividedBy(RENEWALS);
    }
}
