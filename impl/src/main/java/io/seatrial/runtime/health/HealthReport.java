package io.seatrial.runtime.health;

import java.time.Duration;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The health of a worker at one moment.
 *
 * @param status of the worker as a whole
 * @param endpoints of each endpoint, by its bare name; by its path if several share the name
 * @param uptime since the worker was made
 */
public record HealthReport(HealthStatus status, NavigableMap<String, HealthStatus> endpoints, Duration uptime) {

    /** Creates a report and copies the map. */
    public HealthReport {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(uptime, "uptime");
        endpoints = Collections.unmodifiableNavigableMap(new TreeMap<>(endpoints));
    }

    /** Returns whether the worker is ready. */
    public boolean isReady() {
        return status == HealthStatus.READY;
    }
}
