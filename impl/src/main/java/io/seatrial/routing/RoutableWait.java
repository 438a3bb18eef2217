package io.seatrial.routing;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.PlaneException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits until a request can be routed: until discovery changes for the better, or the time of an instance that is passed over ends. */
final class RoutableWait {

    private final RouterScope scope;
    private final Availability availability;
    private final long deadline;
    private final Supplier<PlaneException> tooLate;
    private final CompletableFuture<List<Instance>> result = new CompletableFuture<>();
    private final Runnable watcher = this::look;
    private @Nullable ScheduledFuture<?> timer; // guarded by this

    /**
     * Creates a wait.
     *
     * @param deadline when it ends, in nanoseconds of the network
     * @param tooLate what it ends with
     */
    RoutableWait(RouterScope scope, Availability availability, long deadline, Supplier<PlaneException> tooLate) {
        this.scope = scope;
        this.availability = availability;
        this.deadline = deadline;
        this.tooLate = tooLate;
    }

    CompletionStage<List<Instance>> begin() {
        result.whenComplete((found, failure) -> end());
        availability.watch(watcher);
        look();
        return result;
    }

    private void look() {
        View view = availability.view();
        long left = deadline - scope.io().nanoTime();
        if (availability.isClosed() || (left <= 0 && view.available().isEmpty())) {
            result.completeExceptionally(tooLate.get());
        } else if (!view.available().isEmpty() || view.onlyUnreachable() != null) {
            result.complete(view.instances(seat -> true)); // if on another plane only, a call says so at once
        } else {
            Long due = view.due();
            arm(due == null ? left : Math.max(1, Math.min(left, due - scope.io().nanoTime())));
        }
    }

    private synchronized void arm(long nanos) {
        disarm();
        if (!result.isDone()) {
            timer = scope.io().scheduler().schedule(this::look, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void disarm() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void end() {
        availability.forget(watcher);
        disarm();
    }
}
