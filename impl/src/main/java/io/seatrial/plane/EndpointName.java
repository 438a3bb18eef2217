package io.seatrial.plane;

import java.util.Objects;

/**
 * The name under which callers ask for an endpoint, without saying which instance of it.
 *
 * @param namespace the namespace; nested ones joined with dots
 * @param component the component
 * @param endpoint the endpoint's bare name
 */
public record EndpointName(String namespace, String component, String endpoint) {

    /**
     * Creates a name.
     *
     * @throws IllegalArgumentException if a part is empty
     */
    public EndpointName {
        requirePart(namespace, "namespace");
        requirePart(component, "component");
        requirePart(endpoint, "endpoint");
    }

    private static void requirePart(String part, String what) {
        if (Objects.requireNonNull(part, what).isEmpty()) {
            throw new IllegalArgumentException("The " + what + " of an endpoint must not be empty");
        }
    }

    /**
     * Parses {@code namespace/component/endpoint}; the endpoint is the rest and may hold further slashes.
     *
     * @throws IllegalArgumentException if there are fewer than three parts
     */
    public static EndpointName parse(String path) {
        String[] parts = path.split("/", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "'" + path + "' names no endpoint: expected namespace/component/endpoint");
        }
        return new EndpointName(parts[0], parts[1], parts[2]);
    }

    /** Returns the identity of one instance of this endpoint. */
    public EndpointId instance(long instanceId) {
        return new EndpointId(this, instanceId);
    }

    /** Returns {@code namespace/component/endpoint}. */
    public String path() {
        return namespace + "/" + component + "/" + endpoint;
    }

    @Override
    public String toString() {
        return path();
    }
}
