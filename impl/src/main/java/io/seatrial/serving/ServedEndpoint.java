package io.seatrial.serving;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.spi.Notices;

/** One registration: a handler under its identity, from register to the end of its last request. */
public final class ServedEndpoint {

    private final EndpointId id;
    private final RequestHandler handler;
    private final boolean mayBlock;
    private final HealthListener health;
    private final Notices notices;
    private final InFlight inFlight = new InFlight();
    private boolean retired; // guarded by this
    private volatile boolean abandoned;

    /** Creates a registration; nobody has heard of it yet. */
    public ServedEndpoint(EndpointId id, RequestHandler handler, HealthListener health, Notices notices) {
        this.id = id;
        this.handler = handler;
        this.mayBlock = handler.mayBlock();
        this.health = health;
        this.notices = notices;
    }

    /** Returns whose it is. */
    public EndpointId id() {
        return id;
    }

    /** Returns what runs its requests. */
    public RequestHandler handler() {
        return handler;
    }

    /** Returns whether the handler must run away from the event loops; asked of the handler once. */
    public boolean mayBlock() {
        return mayBlock;
    }

    /** Returns its gate, which is also the count of its requests. */
    public InFlight inFlight() {
        return inFlight;
    }

    /** Says that the handler can be reached, unless it has been removed again meanwhile. */
    public synchronized void announceReady() {
        if (!retired) {
            tell(true);
        }
    }

    /** Refuses new requests, then says so. Returns how many are in flight. */
    public synchronized int retire() {
        retired = true;
        int inside = inFlight.close();
        tell(false);
        return inside;
    }

    /** Refuses new requests without a word: another registration has taken the place, and the place is still ready. */
    public synchronized void replace() {
        retired = true;
        inFlight.close();
    }

    /** The wait for its requests was given up: those that have not begun must not begin any more. */
    public void abandon() {
        abandoned = true;
    }

    /** Returns whether what has not begun must not begin. */
    public boolean isAbandoned() {
        return abandoned;
    }

    private void tell(boolean ready) {
        try {
            health.onHealth(id, ready);
        } catch (Throwable failure) { // a listener's mistake must stop neither registration nor drain
            notices.error("Health listener failed", "endpoint", id, "ready", ready, "error", failure);
        }
    }
}
