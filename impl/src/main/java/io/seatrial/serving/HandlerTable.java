package io.seatrial.serving;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of one server. Requests look up {@link #keys} and {@link #shortKeys} without a lock; changes are made under one, and an
 * endpoint always leaves both before its gate closes.
 */
public final class HandlerTable {

    private final String plane;
    private final Keying keying;

    /** The registrations under their keys. Never iterated. */
    private final Map<String, ServedEndpoint> keys = new ConcurrentHashMap<>();

    /** The only registration that each short key can mean. Never iterated. */
    private final Map<String, ServedEndpoint> shortKeys = new ConcurrentHashMap<>();

    /** The same as {@link #keys}, in order. Guarded by this, as all below. */
    private final Map<String, ServedEndpoint> registered = new LinkedHashMap<>();

    /** Who could be meant by a short key. */
    private final Map<String, Set<ServedEndpoint>> claims = new LinkedHashMap<>();

    /** All that may have requests in flight: the registered ones, and those that are draining. */
    private final Set<ServedEndpoint> alive = new LinkedHashSet<>();

    private boolean closed;

    /**
     * Creates an empty table.
     *
     * @param plane the name of the plane as messages write it, e.g. {@code TCP}
     */
    public HandlerTable(String plane, Keying keying) {
        this.plane = plane;
        this.keying = keying;
    }

    /** Returns the key under which an endpoint is published. */
    public String keyOf(EndpointId id) {
        return keying.keyOf(id);
    }

    /**
     * Finds the endpoint that a path asks for, as its key or else as a short key, and counts one request in for it.
     *
     * @return {@code null} if there is none; otherwise the caller owes one {@link InFlight#exit()}
     */
    public @Nullable ServedEndpoint enter(String path) {
        return enter(path, path);
    }

    /**
     * Finds an endpoint where a plane reads the same path differently as a key and as a short key.
     *
     * @return {@code null} if there is none; otherwise the caller owes one {@link InFlight#exit()}
     */
    public @Nullable ServedEndpoint enter(String key, String shortKey) {
        ServedEndpoint endpoint = find(key, shortKey);
        // Who refuses has left the table before, so that each turn finds another endpoint or none.
        while (endpoint != null && !endpoint.inFlight().enter()) {
            endpoint = find(key, shortKey);
        }
        return endpoint;
    }

    private @Nullable ServedEndpoint find(String key, String shortKey) {
        ServedEndpoint owner = keys.get(key);
        return owner == null ? shortKeys.get(shortKey) : owner;
    }

    /**
     * Makes an endpoint reachable.
     *
     * @return the endpoint whose place it took, if any; the caller {@linkplain ServedEndpoint#replace replaces} it
     * @throws PlaneException.Closed after {@link #close}
     * @throws PlaneException.DuplicateEndpoint if identities are exact and this one is registered
     * @throws PlaneException.InvalidRequest if no request can ask for it
     */
    public synchronized @Nullable ServedEndpoint add(ServedEndpoint endpoint) {
        String key = keyOf(endpoint.id());
        keying.requireReachable(endpoint.id());
        if (closed) {
            throw new PlaneException.Closed("The " + plane + " server is closed");
        }
        if (keying.exactIdentity() && registered.containsKey(key)) {
            throw new PlaneException.DuplicateEndpoint("Endpoint '" + endpoint.id() + "' is registered already");
        }
        ServedEndpoint other = registered.put(key, endpoint);
        alive.add(endpoint);
        keys.put(key, endpoint);
        claim(endpoint, true);
        if (other != null) {
            claim(other, false);
            forgetWhenDrained(other);
        }
        return other;
    }

    /** Returns whom an unregister of this identity removes: exactly the one, or all that the model removes with it. */
    public synchronized List<ServedEndpoint> meantBy(EndpointId id) {
        if (keying.exactIdentity()) {
            ServedEndpoint endpoint = registered.get(keyOf(id));
            return endpoint == null ? List.of() : List.of(endpoint);
        }
        List<ServedEndpoint> found = new ArrayList<>();
        registered.forEach((key, endpoint) -> {
            if (keying.removes(id, key)) {
                found.add(endpoint);
            }
        });
        return found;
    }

    /** Makes an endpoint unreachable; returns {@code false} if it was so already. The caller retires it then. */
    public synchronized boolean remove(ServedEndpoint endpoint) {
        String key = keyOf(endpoint.id());
        if (!registered.remove(key, endpoint)) {
            return false;
        }
        keys.remove(key);
        claim(endpoint, false);
        forgetWhenDrained(endpoint);
        return true;
    }

    /** Makes every endpoint unreachable, for good, and returns those that were not so already. The caller retires them then. */
    public synchronized List<ServedEndpoint> close() {
        closed = true;
        List<ServedEndpoint> all = List.copyOf(registered.values());
        all.forEach(this::remove);
        return all;
    }

    /** Returns who has left the table and may still have requests in flight: what was removed or replaced, however long ago. */
    public synchronized List<ServedEndpoint> leaving() {
        return alive.stream()
                .filter(endpoint -> registered.get(keyOf(endpoint.id())) != endpoint)
                .toList();
    }

    /** Returns the requests in flight, those of endpoints that are draining included. */
    public synchronized int inFlight() {
        return alive.stream().mapToInt(endpoint -> endpoint.inFlight().count()).sum();
    }

    /** Adds the endpoint to those that its short key could mean, or takes it out. */
    private void claim(ServedEndpoint endpoint, boolean there) {
        String path = keying.shortKeyOf(endpoint.id());
        if (path == null) {
            return;
        }
        Set<ServedEndpoint> claimants = claims.computeIfAbsent(path, none -> new LinkedHashSet<>());
        if (there) {
            claimants.add(endpoint);
        } else {
            claimants.remove(endpoint);
        }
        if (claimants.size() == 1) {
            shortKeys.put(path, claimants.iterator().next());
        } else {
            shortKeys.remove(path);
        }
        if (claimants.isEmpty()) {
            claims.remove(path);
        }
    }

    private void forgetWhenDrained(ServedEndpoint endpoint) {
        endpoint.inFlight().drained().whenComplete((done, never) -> forget(endpoint));
    }

    private synchronized void forget(ServedEndpoint endpoint) {
        alive.remove(endpoint);
    }
}
