package io.seatrial.runtime.health;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.SystemSettings;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One watched endpoint: knows how long nothing has happened on it, and sends one canary at a time. */
final class CanaryTarget {

    private final PlaneContext plane;
    private final EndpointId id;
    private final byte[] payload;
    private final Canary canary;
    private final long waitNanos;
    private volatile long quietSince;
    private boolean watched; // guarded by this, as all below
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable CanaryProbe probe;

    CanaryTarget(PlaneContext plane, EndpointId id, byte[] payload, Canary canary) {
        this.plane = plane;
        this.id = id;
        this.payload = payload;
        this.canary = canary;
        this.waitNanos = plane.settings().get(SystemSettings.CANARY_WAIT).toNanos();
    }

    /** Begins, or begins again. */
    synchronized void begin() {
        if (!watched) {
            watched = true;
            completed();
            arm(waitNanos);
        }
    }

    /** Notes that an answer was completed. Called for each one, so it does no more than that. */
    void completed() {
        quietSince = plane.io().nanoTime();
    }

    synchronized void stop() {
        watched = false;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        CanaryProbe running = probe;
        probe = null; // before it ends, so that its end changes nothing
        if (running != null) {
            running.giveUp();
        }
    }

    private void arm(long nanos) {
        timer = plane.io().scheduler().schedule(this::due, nanos, TimeUnit.NANOSECONDS);
    }

    private synchronized void due() {
        if (!watched) {
            return;
        }
        long left = waitNanos - (plane.io().nanoTime() - quietSince);
        if (left > 0) { // it was used meanwhile
            arm(left);
            return;
        }
        timer = null;
        CanaryProbe sent = new CanaryProbe(plane, id, payload, canary);
        probe = sent;
        sent.outcome().whenComplete((ready, failure) -> ended(sent, failure == null ? ready : Optional.empty()));
        sent.start();
    }

    /** Takes an outcome, unless the endpoint is not watched any more; empty means that nothing was learnt. */
    private synchronized void ended(CanaryProbe sent, Optional<Boolean> ready) {
        if (probe != sent) {
            return;
        }
        probe = null;
        ready.ifPresent(answered -> canary.health().onHealth(id, answered));
        completed();
        arm(waitNanos);
    }
}
