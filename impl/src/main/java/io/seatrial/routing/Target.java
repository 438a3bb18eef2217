package io.seatrial.routing;

import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.response.CallObserver;
import io.seatrial.response.ResponseItem;
import org.jspecify.annotations.Nullable;

/**
 * One life of an instance, from its announcement until it is gone or is announced anew. It hears how the requests to it fare; one object for
 * all of them, so that observing costs a request nothing.
 */
final class Target implements CallObserver {

    private final Instance instance;
    private final boolean reachable;
    private final Availability availability;

    /**
     * Creates a target.
     *
     * @param reachable whether the router's client speaks the instance's plane
     */
    Target(Instance instance, boolean reachable, Availability availability) {
        this.instance = instance;
        this.reachable = reachable;
        this.availability = availability;
    }

    Instance instance() {
        return instance;
    }

    EndpointId id() {
        return instance.id();
    }

    long instanceId() {
        return instance.id().instanceId();
    }

    boolean isReachable() {
        return reachable;
    }

    @Override
    public @Nullable PlaneException registered() {
        return availability.objection(this);
    }

    @Override
    public void item(ResponseItem item) {
        item.error().ifPresent(error -> availability.heard(this, error));
    }

    @Override
    public void failed(Throwable failure) {
        availability.failed(this, failure);
    }
}
