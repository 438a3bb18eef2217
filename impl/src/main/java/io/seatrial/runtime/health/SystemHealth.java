package io.seatrial.runtime.health;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.SystemSettings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The health of one worker (dynamo-manager.md 5.9). An endpoint is absent, then ready, then not ready. Of the worker as a whole decide the
 * endpoints that the configuration names; if it names none, the health targets; without those a state of its own, which nothing in the
 * runtime changes. Safe for many threads.
 *
 * <p>Endpoints are told apart by their full identity; in the {@code dynamo-1.0} profile by their bare names, so that those of the same name
 * share an entry.
 */
public final class SystemHealth implements HealthListener {

    private final boolean exactIdentity;
    private final List<String> deciding;
    private final NetworkIo io;
    private final Notices notices;
    private final long start;
    private final NavigableMap<String, Entry> entries = new TreeMap<>(); // guarded by this, as all below
    private final Set<String> targets = new LinkedHashSet<>();
    private HealthStatus own;
    private boolean draining;

    private record Entry(EndpointId id, HealthStatus status) {}

    /** Creates the health of a worker without endpoints. */
    public SystemHealth(PlaneContext plane) {
        this.exactIdentity = plane.profile().isReference();
        this.deciding = plane.settings().get(SystemSettings.DECIDING_ENDPOINTS);
        this.io = plane.io();
        this.notices = plane.notices();
        this.start = io.nanoTime();
        this.own = HealthStatus.of(plane.settings().get(SystemSettings.STARTS_READY));
        if (!exactIdentity && !deciding.isEmpty()) {
            notices.warn(SystemSettings.DECIDING_ENDPOINTS.variable()
                    + " is announced as unused by 1.0.x, and decides the health all the same");
        }
        if (plane.settings().get(SystemSettings.ENABLED).isPresent()) {
            notices.warn(SystemSettings.ENABLED.variable() + " is deprecated and has no effect. Set "
                    + SystemSettings.PORT.variable() + " instead");
        }
    }

    @Override
    public synchronized void onHealth(EndpointId id, boolean ready) {
        entries.put(key(id), new Entry(id, HealthStatus.of(ready)));
    }

    /** Returns the state of an endpoint; empty if it was never registered. */
    public synchronized Optional<HealthStatus> status(EndpointId id) {
        return Optional.ofNullable(entries.get(key(id))).map(Entry::status);
    }

    /** Forgets an endpoint that did not come to be; one that is ready is somebody else's of the same name, and stays. */
    public synchronized void forget(EndpointId id) {
        entries.computeIfPresent(key(id), (key, entry) -> isReady(entry) ? entry : null);
    }

    /**
     * Makes an endpoint a health target: from now on the worker is ready only while all targets are. A new one is not ready until its server
     * says so, unless something is known of it. Targets stay when their endpoints end.
     *
     * @return {@code false}, with a warning, if it is one already
     */
    public synchronized boolean addTarget(EndpointId id) {
        if (!targets.add(key(id))) {
            notices.warn("Attempted to re-register health check for endpoint '" + id.endpoint() + "'; ignoring.");
            return false;
        }
        entries.putIfAbsent(key(id), new Entry(id, HealthStatus.NOT_READY));
        return true;
    }

    /** Takes back what {@link #addTarget} did, for an endpoint that did not come to be. */
    public synchronized void removeTarget(EndpointId id) {
        targets.remove(key(id));
    }

    /** Sets the state that counts when there are neither deciding endpoints nor targets. */
    public synchronized void setOwn(HealthStatus status) {
        own = status;
    }

    /** From now on the worker is not ready, whatever its endpoints are: it is on its way down. */
    public synchronized void drain() {
        draining = true;
    }

    /** Returns the state of the worker and of each endpoint. */
    public synchronized HealthReport report() {
        NavigableMap<String, HealthStatus> shown = new TreeMap<>();
        entries.forEach((key, entry) -> shown.put(shownName(entry.id()), entry.status()));
        return new HealthReport(HealthStatus.of(isReady()), shown, Duration.ofNanos(io.nanoTime() - start));
    }

    private boolean isReady() {
        if (draining) {
            return false;
        }
        if (!deciding.isEmpty()) {
            return deciding.stream().allMatch(this::isReady);
        }
        if (!targets.isEmpty()) {
            return targets.stream().map(entries::get).allMatch(entry -> entry != null && isReady(entry));
        }
        return own == HealthStatus.READY;
    }

    /** Returns whether the endpoints that a name of the configuration can mean are ready; a name without any is not. */
    private boolean isReady(String name) {
        List<Entry> meant = entries.values().stream()
                .filter(entry -> entry.id().endpoint().equals(name)
                        || entry.id().name().path().equals(name))
                .toList();
        return !meant.isEmpty() && meant.stream().allMatch(SystemHealth::isReady);
    }

    private static boolean isReady(Entry entry) {
        return entry.status() == HealthStatus.READY;
    }

    private String shownName(EndpointId id) {
        long namesakes = entries.values().stream()
                .filter(entry -> entry.id().endpoint().equals(id.endpoint()))
                .count();
        return namesakes > 1 ? id.name().path() : id.endpoint();
    }

    /** Returns what tells endpoints apart. */
    String key(EndpointId id) {
        return exactIdentity ? id.path() : id.endpoint();
    }
}
