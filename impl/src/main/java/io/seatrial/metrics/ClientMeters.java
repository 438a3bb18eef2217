package io.seatrial.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;

/**
 * The sums over the clients of one manager, read from the statistics that they keep anyway. What a client has counted stays counted when it
 * is closed. A registry shows the first manager of each transport; those of a second are not added to it.
 */
public final class ClientMeters implements AutoCloseable {

    private final String transport;
    private final OwnMeters meters;
    private final Set<MeteredClient> open = new LinkedHashSet<>(); // guarded by this
    private ClientStats closed = ClientStats.ZERO; // guarded by this
    private final LongAdder tooLarge = new LongAdder();

    /**
     * Creates the meters.
     *
     * @param transport the clients' transport: {@code tcp}, {@code http}, {@code nats} or a third party's
     */
    public ClientMeters(MeterRegistry registry, String transport) {
        this.transport = transport;
        this.meters = new OwnMeters(registry);
        counter("requests_sent_total", "Requests handed to clients", ClientStats::requestsSent);
        counter("bytes_sent_total", "Payload bytes handed to clients", ClientStats::bytesSent);
        counter("bytes_received_total", "Bytes of acknowledgements", ClientStats::bytesReceived);
        errors();
        gauge("active", ClientStats::activeConnections);
        gauge("idle", ClientStats::idleConnections);
    }

    /** Returns a client that does what the given one does, and whose statistics are in these sums from now on. */
    public synchronized RequestPlaneClient meter(RequestPlaneClient client) {
        MeteredClient metered = new MeteredClient(client, this);
        open.add(metered);
        return metered;
    }

    /** Takes the meters from the registry. Clients go on. */
    @Override
    public void close() {
        meters.close();
    }

    /** Keeps what a client has counted, and forgets the client; a second time has no effect. */
    synchronized void ended(MeteredClient client) {
        if (open.remove(client)) {
            ClientStats last = client.stats();
            closed = new ClientStats(
                    closed.requestsSent() + last.requestsSent(),
                    closed.responsesReceived() + last.responsesReceived(),
                    closed.errors() + last.errors(),
                    closed.bytesSent() + last.bytesSent(),
                    closed.bytesReceived() + last.bytesReceived(),
                    0,
                    0,
                    0);
        }
    }

    private synchronized long sum(ToLongFunction<ClientStats> part) {
        return part.applyAsLong(closed)
                + open.stream()
                        .mapToLong(client -> part.applyAsLong(client.stats()))
                        .sum();
    }

    /** Shows the failures, on NATS by their kind, as Dynamo does (dynamo-manager.md 5.10). */
    private void errors() {
        String name = MeterNames.ofTransport(transport, "errors_total");
        String description = "Requests that clients could not deliver";
        if (!tellsKinds()) {
            meters.counter(name, Tags.empty(), description, () -> sum(ClientStats::errors));
            return;
        }
        meters.counter(
                name, Tags.of(MeterNames.ERROR_TYPE, MeterNames.MAX_PAYLOAD_EXCEEDED), description, tooLarge::sum);
        meters.counter(
                name,
                Tags.of(MeterNames.ERROR_TYPE, MeterNames.OTHER),
                description,
                () -> sum(ClientStats::errors) - tooLarge.sum());
    }

    /** Returns whether failures are told apart, so that {@link #failed} must hear of each. */
    boolean tellsKinds() {
        return transport.equals(PlaneMode.NATS.name());
    }

    /** Hears how a request failed, after its client has counted it. */
    void failed(Throwable failure) {
        if (failure instanceof PlaneException.PayloadTooLarge) {
            tooLarge.increment();
        }
    }

    private void counter(String what, String description, ToLongFunction<ClientStats> part) {
        meters.counter(MeterNames.ofTransport(transport, what), Tags.empty(), description, () -> sum(part));
    }

    private void gauge(String state, ToLongFunction<ClientStats> part) {
        meters.gauge(
                MeterNames.ofTransport(transport, "connections"),
                Tags.of("state", state),
                "Connections of clients, by whether a request is in flight on them",
                () -> sum(part));
    }
}
