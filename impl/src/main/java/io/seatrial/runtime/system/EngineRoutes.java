package io.seatrial.runtime.system;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The engine's routes, by the path behind {@code /engine/}. Safe for many threads. */
public final class EngineRoutes {

    private final Map<String, EngineRoute> routes = new ConcurrentHashMap<>();

    /** Creates an empty set. */
    public EngineRoutes() {}

    /**
     * Adds a route, in place of another of the same path.
     *
     * @param path without a slash at its start
     */
    public void add(String path, EngineRoute route) {
        if (path.isEmpty() || path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "'" + path + "' is no path of an engine route: give a name such as sleep");
        }
        routes.put(path, Objects.requireNonNull(route, "route"));
    }

    /** Returns the route of a path. */
    Optional<EngineRoute> find(String path) {
        return Optional.ofNullable(routes.get(path));
    }
}
