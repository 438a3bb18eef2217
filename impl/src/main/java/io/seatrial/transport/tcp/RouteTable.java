package io.seatrial.transport.tcp;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.wire.RequestAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Remembers what addresses mean, so that each is parsed once. May be used from any thread. */
final class RouteTable {

    /** Beyond it addresses are parsed each time: a caller could make them up. */
    private static final int MAX_ROUTES = 10_000;

    private final ClientScope scope;
    private final Function<InetSocketAddress, Peer> peers;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();

    RouteTable(ClientScope scope, Function<InetSocketAddress, Peer> peers) {
        this.scope = scope;
        this.peers = peers;
    }

    /**
     * Returns the way to an instance.
     *
     * @throws PlaneException if the address is of another plane, cannot be read, or names a path that no server takes
     */
    Route of(InstanceAddress address) {
        if (scope.behaviour().typesUnreachable() && !address.mode().equals(PlaneMode.TCP)) {
            throw new PlaneException.PlaneMismatch("Invalid TCP address '" + address + "': it belongs to the "
                    + address.mode() + " plane, ask that plane's client");
        }
        Route known = routes.get(address.value());
        return known == null ? add(address.value()) : known;
    }

    /** Forgets the routes to a peer that must not be used any more. */
    void forget(Peer peer) {
        routes.values().removeIf(route -> route.peer().equals(peer));
    }

    private Route add(String value) {
        RequestAddress address;
        try {
            address = RequestAddress.parse(value);
        } catch (PlaneException.InvalidRequest e) {
            throw scope.failures().unusableAddress(e);
        }
        boolean strict = scope.behaviour().checksBeforeConnecting();
        Route route = Route.of(peers.apply(address.socket()), address.path(), strict);
        if (routes.size() < MAX_ROUTES) {
            routes.put(value, route);
        }
        return route;
    }
}
