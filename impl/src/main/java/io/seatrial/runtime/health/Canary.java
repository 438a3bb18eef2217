package io.seatrial.runtime.health;

import io.seatrial.discovery.Discovery;
import io.seatrial.discovery.Instance;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.response.Caller;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Calls endpoints on which nothing happens, as a caller would: at the address that discovery has for them, over the request plane and back
 * over the response plane (dynamo-manager.md 5.9, behaviours 145 and 146). What comes of it is the endpoint's health. Safe for many threads.
 */
public final class Canary {

    private final PlaneContext plane;
    private final Discovery discovery;
    private final SystemHealth health;
    private final Supplier<Caller> caller;
    private final Map<String, CanaryTarget> targets = new ConcurrentSkipListMap<>();

    /**
     * Creates a canary that watches nothing yet.
     *
     * @param discovery where addresses are looked up
     * @param health what hears of the outcomes
     * @param caller gives what sends requests; asked for each one
     */
    public Canary(PlaneContext plane, Discovery discovery, SystemHealth health, Supplier<Caller> caller) {
        this.plane = plane;
        this.discovery = discovery;
        this.health = health;
        this.caller = caller;
    }

    /**
     * Begins to watch an endpoint, whose time without use begins now. Of one that was watched before the first payload stays in force
     * (behaviour 144).
     *
     * @param payload the request to send, a JSON text
     */
    public void watch(EndpointId id, byte[] payload) {
        targets.computeIfAbsent(health.key(id), key -> new CanaryTarget(plane, id, payload, this))
                .begin();
    }

    /** Notes that an answer of the endpoint was completed. */
    public void completed(EndpointId id) {
        CanaryTarget target = targets.get(health.key(id));
        if (target != null) {
            target.completed();
        }
    }

    /** Stops to watch an endpoint: when this returns, no outcome changes its health any more. */
    public void stop(EndpointId id) {
        CanaryTarget target = targets.get(health.key(id));
        if (target != null) {
            target.stop();
        }
    }

    /** Forgets an endpoint that did not come to be. */
    public void forget(EndpointId id) {
        stop(id);
        targets.remove(health.key(id));
    }

    /** Looks up where others find an endpoint. */
    CompletionStage<Optional<Instance>> find(EndpointId id) {
        return discovery
                .list(id.name())
                .thenApply(all -> all.stream()
                        .filter(instance -> instance.id().equals(id))
                        .findFirst());
    }

    Caller caller() {
        return caller.get();
    }

    SystemHealth health() {
        return health;
    }
}
