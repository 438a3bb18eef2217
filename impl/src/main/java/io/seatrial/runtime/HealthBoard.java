package io.seatrial.runtime;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of the endpoints of one worker: absent, then ready, then not ready (dynamo-manager.md 142). */
public final class HealthBoard implements HealthListener {

    /** Whether requests reach an endpoint's handler. */
    public enum Status {
        /** They do. */
        READY,
        /** They do not, or no longer. */
        NOT_READY
    }

    private final Map<EndpointId, Status> statuses = new ConcurrentHashMap<>();

    @Override
    public void onHealth(EndpointId id, boolean ready) {
        statuses.put(id, ready ? Status.READY : Status.NOT_READY);
    }

    /** Returns the status of an endpoint; empty if it was never registered. */
    public Optional<Status> status(EndpointId id) {
        return Optional.ofNullable(statuses.get(id));
    }

    /** Returns whether there is an endpoint and all of them are ready. */
    public boolean allReady() {
        return !statuses.isEmpty() && statuses.values().stream().allMatch(status -> status == Status.READY);
    }
}
