package io.seatrial.routing;

import org.jspecify.annotations.Nullable;

/**
 * Whether a request is tried again at another instance when its own fails, as Dynamo calls it: migrates. A request migrates for the failures
 * for which an instance is passed over, before its answer begins or in its midst, and never after it was stopped.
 *
 * <p><strong>With a limit above 0 a request is executed at least once, and no longer at most once.</strong> An instance that did not answer in
 * time, or whose connection broke, may have run it, and may still be running it when the next one begins. Ask for it only where running a
 * request twice does no harm.
 *
 * @param limit how often a request may be sent anew; 0 for never
 * @param continuation how an answer is continued of which items came already; without one such a request fails
 */
public record Migration(int limit, @Nullable Continuation continuation) {

    /** Every request is sent once. */
    public static final Migration OFF = new Migration(0, null);

    /**
     * Creates a migration.
     *
     * @throws IllegalArgumentException if the limit is negative
     */
    public Migration {
        if (limit < 0) {
            throw new IllegalArgumentException("A migration limit is at least 0, not " + limit);
        }
    }

    /** Returns the migration of requests of whose answer nothing came yet. */
    public static Migration upTo(int limit) {
        return new Migration(limit, null);
    }

    /** Returns this migration, also of requests of whose answer something came. */
    public Migration continuedBy(Continuation how) {
        return new Migration(limit, how);
    }

    /** Returns whether every request is sent once. */
    public boolean isOff() {
        return limit == 0;
    }
}
