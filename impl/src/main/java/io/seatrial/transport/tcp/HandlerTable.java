package io.seatrial.transport.tcp;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.PlaneException;
import io.seatrial.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints of one server. Requests look up {@link #routes} without a lock; changes are made under one, and an endpoint always
 * leaves the routes before its gate closes.
 */
final class HandlerTable {

    private final boolean exactIdentity;

    /** What a path on the wire leads to. Never iterated. */
    private final Map<String, ServedEndpoint> routes = new ConcurrentHashMap<>();

    /** The registrations under their own keys. Guarded by this, as all below. */
    private final Map<String, ServedEndpoint> registered = new LinkedHashMap<>();

    /** Who could be meant by a key of the model; only with exact identities. */
    private final Map<String, Set<ServedEndpoint>> claims = new LinkedHashMap<>();

    /** All that may have requests in flight: the registered ones, and those that are draining. */
    private final Set<ServedEndpoint> alive = new LinkedHashSet<>();

    private boolean closed;

    HandlerTable(boolean exactIdentity) {
        this.exactIdentity = exactIdentity;
    }

    /** Returns the key under which an endpoint is published. */
    String keyOf(EndpointId id) {
        return exactIdentity ? RoutingKeys.ofIdentity(id) : RoutingKeys.ofModel(id);
    }

    /**
     * Finds the endpoint of a path and counts one request in for it.
     *
     * @return {@code null} if there is none; otherwise the caller owes one {@link InFlight#exit()}
     */
    @Nullable
    ServedEndpoint enter(String path) {
        ServedEndpoint endpoint = routes.get(path);
        // Who refuses has left the routes before, so that each turn finds another endpoint or none.
        while (endpoint != null && !endpoint.inFlight().enter()) {
            endpoint = routes.get(path);
        }
        return endpoint;
    }

    /**
     * Makes an endpoint reachable.
     *
     * @return the endpoint whose place it took, if any; the caller {@linkplain ServedEndpoint#replace replaces} it
     * @throws PlaneException.Closed after {@link #close}
     * @throws PlaneException.DuplicateEndpoint if identities are exact and this one is registered
     * @throws PlaneException.InvalidRequest if its key is longer than any request may ask for
     */
    synchronized @Nullable ServedEndpoint add(ServedEndpoint endpoint) {
        String key = keyOf(endpoint.id());
        requireReachable(key);
        if (closed) {
            throw new PlaneException.Closed("The TCP server is closed");
        }
        if (exactIdentity && registered.containsKey(key)) {
            throw new PlaneException.DuplicateEndpoint("Endpoint '" + endpoint.id() + "' is registered already");
        }
        ServedEndpoint other = registered.put(key, endpoint);
        alive.add(endpoint);
        route(key);
        claim(endpoint, true);
        if (other != null) {
            forgetWhenDrained(other);
        }
        return other;
    }

    /**
     * Returns whom an unregister of this identity removes: exactly the one, or in the model every endpoint whose key ends in its name
     * (dynamo-tcp.md 2.2; #14261).
     */
    synchronized List<ServedEndpoint> meantBy(EndpointId id) {
        if (exactIdentity) {
            ServedEndpoint endpoint = registered.get(keyOf(id));
            return endpoint == null ? List.of() : List.of(endpoint);
        }
        List<ServedEndpoint> found = new ArrayList<>();
        registered.forEach((key, endpoint) -> {
            if (key.endsWith("/" + id.endpoint())) {
                found.add(endpoint);
            }
        });
        return found;
    }

    /** Makes an endpoint unreachable; returns {@code false} if it was so already. The caller retires it then. */
    synchronized boolean remove(ServedEndpoint endpoint) {
        String key = keyOf(endpoint.id());
        if (!registered.remove(key, endpoint)) {
            return false;
        }
        route(key);
        claim(endpoint, false);
        forgetWhenDrained(endpoint);
        return true;
    }

    /** Makes every endpoint unreachable, for good, and returns those that were not so already. The caller retires them then. */
    synchronized List<ServedEndpoint> close() {
        closed = true;
        List<ServedEndpoint> all = List.copyOf(registered.values());
        all.forEach(this::remove);
        return all;
    }

    /** Returns the requests in flight, those of endpoints that are draining included. */
    synchronized int inFlight() {
        return alive.stream().mapToInt(endpoint -> endpoint.inFlight().count()).sum();
    }

    /** Adds the endpoint to those that its key of the model could mean, or takes it out. */
    private void claim(ServedEndpoint endpoint, boolean there) {
        if (!exactIdentity) {
            return;
        }
        String path = RoutingKeys.ofModel(endpoint.id());
        Set<ServedEndpoint> claimants = claims.computeIfAbsent(path, none -> new LinkedHashSet<>());
        if (there) {
            claimants.add(endpoint);
        } else {
            claimants.remove(endpoint);
        }
        if (claimants.isEmpty()) {
            claims.remove(path);
        }
        route(path);
    }

    /** Routes a path to whose own key it is, else to the only one that a key of the model can mean. */
    private void route(String path) {
        Set<ServedEndpoint> claimants = claims.getOrDefault(path, Set.of());
        ServedEndpoint only = claimants.size() == 1 ? claimants.iterator().next() : null;
        ServedEndpoint target = registered.getOrDefault(path, only);
        if (target == null) {
            routes.remove(path);
        } else {
            routes.put(path, target);
        }
    }

    private void forgetWhenDrained(ServedEndpoint endpoint) {
        endpoint.inFlight().drained().whenComplete((done, never) -> forget(endpoint));
    }

    private synchronized void forget(ServedEndpoint endpoint) {
        alive.remove(endpoint);
    }

    private static void requireReachable(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > WireLimits.MAX_PATH_BYTES) {
            throw new PlaneException.InvalidRequest(
                    "Endpoint path too long: " + bytes + " bytes (max: " + WireLimits.MAX_PATH_BYTES + " bytes)", null);
        }
    }
}
