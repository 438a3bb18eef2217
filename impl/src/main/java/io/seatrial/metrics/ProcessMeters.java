package io.seatrial.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.seatrial.plane.RequestPlaneServer;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The meters of a worker's process: how long it is up, and what its server and its listeners say of themselves. A registry shows the first
 * worker that registers them; in one process the others' would say the same.
 */
public final class ProcessMeters implements AutoCloseable {

    private final OwnMeters meters;

    /** Creates none yet. */
    public ProcessMeters(MeterRegistry registry) {
        this.meters = new OwnMeters(registry);
    }

    /** Adds the uptime. */
    public void uptime(DoubleSupplier seconds) {
        gauge(MeterNames.UPTIME, "Seconds since the worker was made", seconds);
    }

    /** Adds how often a listener paused because it could not accept. */
    public void acceptBackOffs(LongSupplier count) {
        String name = MeterNames.ofTransport("tcp", "accept_backoff_total");
        meters.counter(name, Tags.empty(), "Pauses of listeners that could not accept", count);
    }

    /** Adds the requests in flight of a server, over all its endpoints. */
    public void server(RequestPlaneServer server) {
        gauge(
                MeterNames.ofTransport(server.transportName(), "server_inflight_requests"),
                "Requests accepted by the server and not yet ended, over all endpoints",
                server::inFlight);
    }

    /**
     * Adds the pool of a server that runs so many requests at once and lets so many wait. A request waits only while the pool is full, so
     * that both numbers follow from those in flight.
     */
    public void pool(IntSupplier inFlight, int capacity, int queueCapacity) {
        gauge(
                MeterNames.POOL + "pool_active_tasks",
                "Requests that run",
                () -> Math.min(inFlight.getAsInt(), capacity));
        gauge(MeterNames.POOL + "pool_capacity", "Requests that can run at once", () -> capacity);
        gauge(
                MeterNames.POOL + "queue_depth",
                "Requests that wait for others to end",
                () -> Math.max(0, inFlight.getAsInt() - capacity));
        gauge(MeterNames.POOL + "queue_capacity", "Requests that can wait", () -> queueCapacity);
    }

    /** Takes the meters from the registry. */
    @Override
    public void close() {
        meters.close();
    }

    private void gauge(String name, String description, DoubleSupplier value) {
        meters.gauge(name, Tags.empty(), description, value);
    }
}
