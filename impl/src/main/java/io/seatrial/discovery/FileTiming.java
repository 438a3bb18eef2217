package io.seatrial.discovery;

import java.time.Duration;

/**
 * The times of the file store. All participants of a directory must agree on the time to live.
 *
 * @param timeToLive an entry that was not renewed for longer is dead: readers pass over it, and anybody deletes it
 * @param renewal how often a participant renews its entries and deletes dead ones; less than half the time to live
 * @param rescan how often a watched directory is listed, in case an event of the file system was missed; also how long a file may
 *     stay half written before it is called broken
 */
public record FileTiming(Duration timeToLive, Duration renewal, Duration rescan) {

    /** Dynamo's: dead after 10 s, renewed every third of that (dynamo-manager.md 5.11.3); listed every second. */
    public static final FileTiming DYNAMO =
            new FileTiming(Duration.ofSeconds(10), Duration.ofSeconds(10).dividedBy(3), Duration.ofSeconds(1));

    /**
     * Creates a timing.
     *
     * @throws IllegalArgumentException if a time is not positive, or a single late renewal would let an entry die
     */
    public FileTiming {
        if (renewal.compareTo(Duration.ZERO) <= 0
                || rescan.compareTo(Duration.ZERO) <= 0
                || renewal.multipliedBy(2).compareTo(timeToLive) >= 0) {
            throw new IllegalArgumentException("Times of a file store: renewal " + renewal + " and rescan " + rescan
                    + " must be positive, and renewal less than half of timeToLive " + timeToLive);
        }
    }
}
