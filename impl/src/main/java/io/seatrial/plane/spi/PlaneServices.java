package io.seatrial.plane.spi;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a runtime hands to its transports beyond the network, each thing under its type: the connection to a broker, the registry of
 * metrics. Open, so that a third party's transport can be handed what nobody here knows of. Immutable.
 */
public final class PlaneServices {

    /** Nothing. */
    public static final PlaneServices NONE = new PlaneServices(Map.of());

    private final Map<Class<?>, Object> byType;

    private PlaneServices(Map<Class<?>, Object> byType) {
        this.byType = byType;
    }

    /** Returns these services and one more, which replaces another of its type. */
    public <T> PlaneServices with(Class<T> type, T service) {
        Map<Class<?>, Object> more = new LinkedHashMap<>(byType);
        more.put(type, Objects.requireNonNull(service, "service"));
        return new PlaneServices(more);
    }

    /** Returns the service of a type, if there is one. */
    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(type.cast(byType.get(type)));
    }
}
