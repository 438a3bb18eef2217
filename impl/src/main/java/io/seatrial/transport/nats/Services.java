package io.seatrial.transport.nats;

import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.spi.NetworkIo;
import io.seatrial.transport.nats.ServiceReport.Listed;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The services of one server, one for each component name. Registering an endpoint starts the service of its component if there is
 * none (dynamo-manager.md 4.2): here nothing is built before an endpoint, as components are in the model.
 */
final class Services {

    /** Stands for a component of whose name nothing is left in a slug. */
    private static final String UNNAMED = "unnamed";

    private final NetworkIo io;
    private final NatsBehaviour behaviour;
    private final Subjects subjects;
    private final Connection connection;
    private final Map<String, ComponentService> byName = new TreeMap<>(); // guarded by this, as all below
    private @Nullable Dispatcher dispatcher;
    private boolean closed;

    Services(NetworkIo io, NatsBehaviour behaviour, Subjects subjects, Connection connection) {
        this.io = io;
        this.behaviour = behaviour;
        this.subjects = subjects;
        this.connection = connection;
    }

    /** Lists an endpoint. */
    synchronized void add(EndpointId id, Listed endpoint) {
        if (!closed) {
            byName.computeIfAbsent(nameOf(id), name -> start(name, id)).add(endpoint);
        }
    }

    private static String nameOf(EndpointId id) {
        String slug = Subjects.service(id.name());
        return slug.isEmpty() ? UNNAMED : slug;
    }

    private ComponentService start(String name, EndpointId id) {
        if (dispatcher == null) {
            dispatcher = connection.createDispatcher();
        }
        String instance = HexFormat.of().toHexDigits(io.random().nextLong());
        String description = subjects.description(id.name());
        return ComponentService.start(
                connection, dispatcher, new ServiceReport(name, instance, description, WallClock.now()));
    }

    /** Lists an endpoint no more, if it was listed. */
    synchronized void remove(EndpointId id, Listed endpoint) {
        String name = nameOf(id);
        ComponentService service = byName.get(name);
        if (service == null) {
            return;
        }
        service.remove(endpoint);
        if (service.isIdle() && behaviour.endsIdleServices()) {
            unlessClosed(service::stop);
            byName.remove(name);
        }
    }

    /** Ends all services. */
    synchronized void close() {
        closed = true;
        byName.clear();
        Dispatcher open = dispatcher;
        dispatcher = null;
        if (open != null) {
            unlessClosed(() -> connection.closeDispatcher(open));
        }
    }

    /** A connection that is closed has ended subscriptions and dispatchers by itself, and can be closed at any moment. */
    private static void unlessClosed(Runnable step) {
        try {
            step.run();
        } catch (IllegalStateException | IllegalArgumentException closed) {
            return;
        }
    }
}
