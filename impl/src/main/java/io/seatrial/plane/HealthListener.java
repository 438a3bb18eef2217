package io.seatrial.plane;

/** Hears when an endpoint becomes reachable and when it stops being so. Called by servers; must not block. */
@FunctionalInterface
public interface HealthListener {

    /** Ignores what it hears. */
    HealthListener NONE = (id, ready) -> {};

    /**
     * Tells of a change. A server calls it with {@code true} after the handler can be reached, and with {@code false} after new
     * requests are refused and before it waits for those in flight.
     *
     * @param id the endpoint
     * @param ready whether new requests reach its handler
     */
    void onHealth(EndpointId id, boolean ready);
}
