package io.seatrial.routing;

import org.jspecify.annotations.Nullable;

/**
 * An instance and what speaks against choosing it now. Times are those of the network, in nanoseconds.
 *
 * @param target the instance
 * @param downUntil until when it is passed over because it failed, or {@code null} if it is not
 * @param busyUntil until when it counts as busy, or {@code null} if it does not
 */
record Seat(
        Target target, @Nullable Long downUntil, @Nullable Long busyUntil) {

    /** Returns a seat against which nothing speaks. */
    static Seat of(Target target) {
        return new Seat(target, null, null);
    }

    boolean isDown() {
        return downUntil != null;
    }

    boolean isBusy() {
        return busyUntil != null;
    }

    Seat down(long until) {
        return new Seat(target, until, busyUntil);
    }

    Seat busy(@Nullable Long until) {
        return new Seat(target, downUntil, until);
    }

    /** Returns the seat without what is over by now. */
    Seat settled(long now) {
        return new Seat(target, unlessOver(downUntil, now), unlessOver(busyUntil, now));
    }

    /** Returns the earlier of two times; one that is absent is later than any. */
    static @Nullable Long earlier(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one - other <= 0 ? one : other;
    }

    private static @Nullable Long unlessOver(@Nullable Long until, long now) {
        return until == null || until - now <= 0 ? null : until;
    }
}
