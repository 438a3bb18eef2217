package io.seatrial.runtime;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How an endpoint is served.
 *
 * @param graceful whether the worker's shutdown waits for its requests; if not, its server drains all the same, but nobody waits
 * @param healthPayload the request that a canary sends, a JSON text; with one the endpoint is a health target
 * @param metricLabels labels of the endpoint's meters besides those that all endpoints have
 */
public record EndpointOptions(boolean graceful, Optional<String> healthPayload, Map<String, String> metricLabels) {

    /** Graceful, no health target, no labels of its own. */
    public static final EndpointOptions DEFAULT = new EndpointOptions(true, Optional.empty(), Map.of());

    /** Creates options and keeps the order of the labels. */
    public EndpointOptions {
        Objects.requireNonNull(healthPayload, "healthPayload");
        metricLabels = Collections.unmodifiableMap(new LinkedHashMap<>(metricLabels));
    }

    /** Returns these options for an endpoint for whose requests a shutdown does not wait. */
    public EndpointOptions notGraceful() {
        return new EndpointOptions(false, healthPayload, metricLabels);
    }

    /** Returns these options for a health target. */
    public EndpointOptions withHealthPayload(String json) {
        return new EndpointOptions(graceful, Optional.of(json), metricLabels);
    }

    /** Returns these options with one label more. */
    public EndpointOptions withMetricLabel(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(metricLabels);
        more.put(name, value);
        return new EndpointOptions(graceful, healthPayload, more);
    }
}
