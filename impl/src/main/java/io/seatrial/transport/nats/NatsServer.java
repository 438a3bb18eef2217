package io.seatrial.transport.nats;

import io.nats.client.Connection;
import io.seatrial.nats.NatsLink;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.serving.ClosesOnce;
import io.seatrial.serving.Drain;
import io.seatrial.serving.HandlerTable;
import io.seatrial.serving.ServedEndpoint;
import io.seatrial.settings.NatsSettings;
import io.seatrial.transport.nats.ServiceReport.Listed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The server of a manager: it has no listener of its own, and each endpoint listens on its subject (dynamo-manager.md 4.3). It uses the
 * connection that it began with, and closing it leaves the connection open.
 */
final class NatsServer implements RequestPlaneServer {

    private static final String CONNECTED = "nats://connected";

    private final PlaneContext context;
    private final NatsBehaviour behaviour;
    private final NatsLink link;
    private final Connection connection;
    private final Subjects subjects;
    private final HandlerTable table;
    private final Intake intake;
    private final Services services;
    private final Drain drain;
    private final ClosesOnce closing = new ClosesOnce();

    /** The registrations whose subscription has not ended. */
    private final Map<ServedEndpoint, Registration> registrations = new ConcurrentHashMap<>();

    /** Those whose name another has taken in the model: they go on, and nobody can unregister them. */
    private final Set<ServedEndpoint> leaked = ConcurrentHashMap.newKeySet();

    private record Registration(EndpointSubscription subscription, Listed listed) {}

    private NatsServer(PlaneContext context, NatsBehaviour behaviour, NatsLink link, Connection connection) {
        this.context = context;
        this.behaviour = behaviour;
        this.link = link;
        this.connection = connection;
        this.subjects = new Subjects(behaviour.listensWhereItPublishes());
        this.table = new HandlerTable(NatsPlaneProvider.NAME, new NatsKeying(behaviour.exactIdentity(), subjects));
        this.intake = new Intake(context, behaviour, connection);
        this.services = new Services(context.io(), behaviour, subjects, connection);
        this.drain = new Drain(context, NatsPlaneProvider.NAME);
    }

    /** Connects, if nobody has yet. See {@link io.seatrial.plane.spi.PlaneProvider#start}. */
    static CompletionStage<RequestPlaneServer> start(PlaneContext context, NatsBehaviour behaviour, NatsLink link) {
        return link.connection().thenApply(connection -> new NatsServer(context, behaviour, link, connection));
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        MeasuredHandler measured = new MeasuredHandler(handler, context.io());
        ServedEndpoint endpoint = new ServedEndpoint(id, measured, health, context.notices());
        String subject = subjects.listened(id);
        Registration registration =
                new Registration(new EndpointSubscription(link, connection), new Listed(subject, measured));
        registrations.put(endpoint, registration);
        try {
            ServedEndpoint replaced = table.add(endpoint);
            if (replaced != null) {
                leaked.add(replaced);
            }
            services.add(id, registration.listed());
            registration.subscription().open(subject, message -> intake.take(endpoint, message));
        } catch (PlaneException e) {
            return withdrawn(endpoint, refusal(id, subject, e));
        } catch (IllegalStateException e) {
            return withdrawn(endpoint, new PlaneException.Closed("The connection to NATS is closed"));
        }
        return link.confirmSubscription(connection, subject, context.settings().get(NatsSettings.REQUEST_TIMEOUT))
                .handle((live, failure) ->
                        failure == null ? announced(endpoint) : this.<Void>withdrawn(endpoint, Causes.of(failure)))
                .thenCompose(outcome -> outcome);
    }

    private CompletionStage<Void> announced(ServedEndpoint endpoint) {
        endpoint.announceReady();
        context.notices()
                .info("Registered endpoint '" + endpoint.id().endpoint() + "' with NATS server " + link.server());
        return CompletableFuture.completedFuture(null);
    }

    /** Undoes a registration that failed half-way. Nobody has heard of it. */
    private <T> CompletionStage<T> withdrawn(ServedEndpoint endpoint, Throwable failure) {
        endpoint.replace();
        table.remove(endpoint);
        return unsubscribed(endpoint).thenCompose(done -> CompletableFuture.failedFuture(failure));
    }

    /** Says which other endpoint has the subject: the names of the two differ, as the subject joins them with a character of names. */
    private PlaneException refusal(EndpointId id, String subject, PlaneException failure) {
        if (failure instanceof PlaneException.DuplicateEndpoint) {
            for (ServedEndpoint other : List.copyOf(registrations.keySet())) {
                if (!other.id().equals(id) && subjects.listened(other.id()).equals(subject)) {
                    return new PlaneException.DuplicateEndpoint("Endpoint '" + id + "' would listen on '" + subject
                            + "', where '" + other.id() + "' does already. Rename one of them");
                }
            }
        }
        return failure;
    }

    @Override
    public CompletionStage<DrainReport> unregister(EndpointId id) {
        CompletableFuture<DrainReport> report = CompletableFuture.completedFuture(DrainReport.IDLE);
        for (ServedEndpoint endpoint : table.meantBy(id)) {
            if (table.remove(endpoint)) {
                report = report.thenCombine(retire(endpoint), DrainReport::plus);
            }
        }
        return report;
    }

    /** Refuses new requests at once, however many come; then unsubscribes, and waits for those in flight. */
    private CompletionStage<DrainReport> retire(ServedEndpoint endpoint) {
        context.notices().info("PushEndpoint received cancellation signal, shutting down service");
        CompletableFuture<DrainReport> drained = drain.retire(endpoint, subjects.listened(endpoint.id()));
        return unsubscribed(endpoint).thenCombine(drained, (done, report) -> report);
    }

    private CompletionStage<Void> unsubscribed(ServedEndpoint endpoint) {
        Registration registration = registrations.get(endpoint);
        if (registration == null) {
            return CompletableFuture.completedFuture(null);
        }
        services.remove(endpoint.id(), registration.listed());
        return registration.subscription().close().thenRun(() -> registrations.remove(endpoint));
    }

    @Override
    public String address() {
        return behaviour.tellsOfConnection() ? link.server() : CONNECTED;
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public InstanceAddress publishedAddress(EndpointId id) {
        return new InstanceAddress(PlaneMode.NATS, subjects.published(id));
    }

    @Override
    public String transportName() {
        return PlaneMode.NATS.name();
    }

    @Override
    public boolean isHealthy() {
        return !behaviour.tellsOfConnection()
                || (!closing.begun() && connection.getStatus() == Connection.Status.CONNECTED);
    }

    @Override
    public int inFlight() {
        return table.inFlight();
    }

    @Override
    public CompletionStage<DrainReport> close() {
        return closing.close(this::closeOnce);
    }

    private CompletionStage<DrainReport> closeOnce() {
        List<ServedEndpoint> all = new ArrayList<>(table.close());
        all.addAll(leaked);
        CompletableFuture<DrainReport> drained = drain.joinLeaving(table, all);
        for (ServedEndpoint endpoint : all) {
            drained = drained.thenCombine(retire(endpoint), DrainReport::plus);
        }
        return drained.thenApply(report -> {
            intake.discardWaiting();
            services.close();
            return report;
        });
    }
}
