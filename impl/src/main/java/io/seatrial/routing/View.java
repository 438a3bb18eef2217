package io.seatrial.routing;

import io.seatrial.discovery.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The instances of an endpoint at one moment, and which of them may be chosen. Immutable, so that a choice is made from one truth. */
final class View {

    private final List<Seat> seats; // by unsigned id
    private final List<Target> available;
    private final boolean allBusy;
    private final @Nullable Long due;
    private final long since;

    /**
     * Creates a view.
     *
     * @param seats the instances, by unsigned id
     * @param since when discovery last changed, in nanoseconds of the network
     */
    View(List<Seat> seats, long since) {
        this.seats = List.copyOf(seats);
        this.since = since;
        List<Target> choice = new ArrayList<>(seats.size());
        boolean busy = !seats.isEmpty();
        @Nullable Long first = null;
        for (Seat seat : seats) {
            if (!seat.isDown() && seat.target().isReachable()) {
                choice.add(seat.target());
            }
            busy &= seat.isBusy();
            first = Seat.earlier(first, Seat.earlier(seat.downUntil(), seat.busyUntil()));
        }
        this.available = List.copyOf(choice);
        this.allBusy = busy;
        this.due = first;
    }

    /** Returns the instances that may be chosen, by unsigned id. */
    List<Target> available() {
        return available;
    }

    List<Seat> seats() {
        return seats;
    }

    long since() {
        return since;
    }

    /** Returns when the first mark is over, or {@code null} if there is none. */
    @Nullable
    Long due() {
        return due;
    }

    /** Returns whether there are instances, and every one of them is busy. */
    boolean allBusy() {
        return allBusy;
    }

    /** Returns an instance that is there but on a plane of others, if all that are there are; else {@code null}. */
    @Nullable
    Target onlyUnreachable() {
        boolean only = seats.stream().noneMatch(seat -> seat.target().isReachable());
        return only && !seats.isEmpty() ? seats.get(0).target() : null;
    }

    /** Returns the seat of an instance, or {@code null} if it is not there. */
    @Nullable
    Seat seat(long instanceId) {
        int low = 0;
        int high = seats.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Seat seat = seats.get(middle);
            int order = Long.compareUnsigned(seat.target().instanceId(), instanceId);
            if (order == 0) {
                return seat;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return null;
    }

    /** Returns the instances whose seats fit. */
    List<Instance> instances(Predicate<Seat> fitting) {
        return seats.stream()
                .filter(fitting)
                .map(seat -> seat.target().instance())
                .toList();
    }

    /** Returns a view with every seat changed. */
    View with(UnaryOperator<Seat> change) {
        return new View(seats.stream().map(change).toList(), since);
    }
}
