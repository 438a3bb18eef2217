package io.seatrial.routing;

import io.seatrial.plane.PlaneException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Chooses the instance of each request (dynamo-manager.md 5.6). Takes no lock. */
final class Chooser {

    private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

    private final RouterScope scope;
    private final Availability availability;
    private final RouterErrors errors;
    private final RoutingMode mode;
    private final boolean refusesWhenBusy;
    private final AtomicLong turn = new AtomicLong();
    private final long seed;

    Chooser(RouterScope scope, Availability availability, RoutingMode mode, boolean refusesWhenBusy) {
        this.scope = scope;
        this.availability = availability;
        this.errors = scope.errors();
        this.mode = mode;
        this.refusesWhenBusy = refusesWhenBusy;
        this.seed = mode == RoutingMode.RANDOM ? scope.io().random().nextLong() : 0;
    }

    /**
     * Chooses an instance. The turn advances also when there is none.
     *
     * @param except whom not to choose
     * @throws PlaneException if there is none
     */
    Target next(@Nullable Target except) {
        if (mode == RoutingMode.DIRECT) {
            throw errors.namesNobody();
        }
        long count = turn.getAndIncrement();
        View view = availability.view();
        List<Target> available = view.available();
        int size = available.size();
        if (size > 0) {
            long drawn = mode == RoutingMode.RANDOM ? mixed(seed + count * GOLDEN_GAMMA) : count;
            int first = (int) Long.remainderUnsigned(drawn, size);
            Target chosen = available.get(first);
            if (chosen != except) {
                return admitted(view, chosen);
            }
            if (size > 1) {
                return admitted(view, available.get((first + 1) % size));
            }
        }
        throw nobody(view);
    }

    /**
     * Returns the instance with an id.
     *
     * @throws PlaneException if it is not there, or may not be chosen now
     */
    Target named(long instanceId) {
        View view = availability.view();
        Seat seat = view.seat(instanceId);
        if (seat != null && !seat.target().isReachable()) {
            throw errors.otherPlane(seat.target().instance(), scope.mode());
        }
        if (seat != null && !seat.isDown()) {
            return admitted(view, seat.target());
        }
        throw availability.isClosed() ? errors.closed() : errors.notFound(instanceId);
    }

    private Target admitted(View view, Target chosen) {
        if (refusesWhenBusy && view.allBusy()) {
            throw RouterErrors.allBusy();
        }
        return chosen;
    }

    private PlaneException nobody(View view) {
        if (availability.isClosed()) {
            return errors.closed();
        }
        Target elsewhere = view.onlyUnreachable();
        return elsewhere == null ? errors.noInstances() : errors.otherPlane(elsewhere.instance(), scope.mode());
    }

    /** Spreads a counter over all 64 bits, so that a random choice needs no generator that many threads would share (SplitMix64). */
    private static long mixed(long counter) {
        long once = (counter ^ (counter >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        long twice = (once ^ (once >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return twice ^ (twice >>> 31);
    }
}
