package io.seatrial.routing;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.wire.DynamoError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may be chosen: what discovery announced, without those that failed lately (dynamo-manager.md 5.5). Each change replaces the view by
 * comparison and exchange, so that none is lost, however many come at once (7.7, 114). Time is looked at when the view is, and only while
 * a mark is set; there are no timers.
 */
final class Availability {

    private final RouterScope scope;
    private final Faults faults;
    private final RouterErrors errors;
    private final AtomicReference<View> view;
    private final Set<Runnable> watchers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Availability(RouterScope scope) {
        this.scope = scope;
        this.faults = new Faults(scope.behaviour());
        this.errors = scope.errors();
        this.view = new AtomicReference<>(new View(List.of(), scope.io().nanoTime()));
    }

    Faults faults() {
        return faults;
    }

    boolean isClosed() {
        return closed;
    }

    /** Returns how it is now. */
    View view() {
        View now = view.get();
        Long due = now.due();
        if (due == null) {
            return now;
        }
        long time = scope.io().nanoTime();
        if (due - time > 0) {
            return now;
        }
        return view.updateAndGet(each -> each.with(seat -> seat.settled(time)));
    }

    /** Takes a new list from discovery. Only for its one listener. */
    void changed(List<Instance> announced) {
        View before = view.getAndUpdate(each -> next(each, announced));
        if (scope.behaviour().failsRequestsOfRemoved()) {
            Map<EndpointId, Instance> now = announced.stream().collect(Collectors.toMap(Instance::id, each -> each));
            before.seats()
                    .forEach(seat ->
                            failRequests(seat.target(), now.get(seat.target().id())));
        }
        watchers.forEach(Runnable::run);
    }

    /** A worker that was killed and is back at once was never removed; who waits for its former life waits in vain all the same. */
    private void failRequests(Target target, @Nullable Instance now) {
        if (now == null) {
            scope.caller().failInstance(target.id(), RouterErrors.removed(target.id()));
        } else if (!now.equals(target.instance())) {
            scope.caller().failObserved(target, RouterErrors.moved(target.id()));
        }
    }

    private View next(View before, List<Instance> announced) {
        List<Seat> seats = new ArrayList<>(announced.size());
        if (!closed) {
            announced.forEach(instance -> seats.add(seat(before, instance)));
        }
        return new View(seats, scope.io().nanoTime());
    }

    private Seat seat(View before, Instance instance) {
        Seat known = before.seat(instance.id().instanceId());
        boolean same = known != null && known.target().instance().equals(instance);
        return same && scope.behaviour().inhibitsEachForItself()
                ? Objects.requireNonNull(known)
                : Seat.of(new Target(instance, scope.canReach(instance), this));
    }

    /** Returns why a request to a target shall not be sent: it went since it was chosen. */
    @Nullable
    PlaneException objection(Target target) {
        return view.get().seat(target.instanceId()) == null ? errors.vanished(target.id()) : null;
    }

    /** Takes it that a request to a target failed. */
    void failed(Target target, Throwable failure) {
        if (scope.inhibits() && faults.isFault(failure)) {
            passOver(target, String.valueOf(failure.getMessage()));
        }
    }

    /** Takes it that a target sent an error. */
    void heard(Target target, DynamoError error) {
        if (scope.inhibits() && faults.isFault(error)) {
            passOver(target, error.display());
        }
    }

    private void passOver(Target target, String cause) {
        while (true) {
            View now = view();
            Seat seat = now.seat(target.instanceId());
            if (seat == null || (scope.behaviour().tellsSuccessorsApart() && seat.target() != target)) {
                return;
            }
            if (seat.isDown() || exchange(now, seat, seat.down(until(now)), cause)) {
                return;
            }
        }
    }

    /** Takes it from somebody else that an instance is down; returns whether it is known here. */
    boolean reportDown(long instanceId) {
        Seat seat = view().seat(instanceId);
        if (seat != null && scope.inhibits()) {
            passOver(seat.target(), "reported down");
        }
        return seat != null;
    }

    /** Takes it from somebody else that an instance is busy, or is not. */
    void reportBusy(long instanceId, boolean busy) {
        while (true) {
            View now = view();
            Seat seat = now.seat(instanceId);
            if (seat == null || exchange(now, seat, seat.busy(busy ? until(now) : null), null)) {
                return;
            }
        }
    }

    private boolean exchange(View now, Seat old, Seat changed, @Nullable String cause) {
        boolean done = view.compareAndSet(now, now.with(seat -> seat.equals(old) ? changed : seat));
        if (done && cause != null) {
            scope.tellOfInhibition(old.target().instance(), cause);
        }
        return done;
    }

    private long until(View now) {
        long time = scope.io().nanoTime();
        long span = scope.markedFor().toNanos();
        if (scope.behaviour().inhibitsEachForItself()) {
            return time + span;
        }
        return now.since() + ((time - now.since()) / span + 1) * span;
    }

    /** Calls {@code watcher} after each change of discovery, until {@link #forget}. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    void forget(Runnable watcher) {
        watchers.remove(watcher);
    }

    /** Chooses nobody any more. */
    void close() {
        closed = true;
        view.set(new View(List.of(), scope.io().nanoTime()));
        watchers.forEach(Runnable::run);
    }
}
