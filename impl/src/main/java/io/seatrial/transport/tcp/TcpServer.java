package io.seatrial.transport.tcp;

import io.netty.channel.Channel;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.Listener;
import io.seatrial.plane.spi.Notices;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.settings.TcpSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The server of a process: one listener that its endpoints share, whoever registered them (dynamo-tcp.md 2). */
final class TcpServer implements RequestPlaneServer {

    private final TcpBehaviour behaviour;
    private final Notices notices;
    private final HandlerTable table;
    private final Intake intake;
    private final OpenConnections connections;
    private final Drain drain;
    private final Listener listener;
    private final ServerAddress address;
    private final AtomicReference<@Nullable CompletableFuture<DrainReport>> closing = new AtomicReference<>();

    private TcpServer(Parts parts, Listener listener, ServerAddress address) {
        this.behaviour = parts.behaviour;
        this.notices = parts.context.notices();
        this.table = parts.table;
        this.intake = parts.intake;
        this.connections = parts.connections;
        this.drain = new Drain(parts.context);
        this.listener = listener;
        this.address = address;
    }

    /** Binds the address that the settings ask for and serves it. See {@link io.seatrial.plane.spi.PlaneProvider#start}. */
    static CompletionStage<RequestPlaneServer> start(PlaneContext context, TcpBehaviour behaviour) {
        BindAddress wanted;
        try {
            wanted = BindAddress.wanted(context);
        } catch (PlaneException.ConfigurationError e) {
            return CompletableFuture.failedFuture(e);
        }
        Parts parts = new Parts(context, behaviour);
        ChannelTuning tuning = ChannelTuning.NO_DELAY.halfClosing();
        return context.io().listen(wanted.socket(), parts::accept, tuning).handle((listener, failure) -> {
            if (failure != null) {
                throw bindFailed(wanted, behaviour, failure);
            }
            ServerAddress address = ServerAddress.of(wanted, listener.address(), context.io(), behaviour);
            context.notices().info("Shared TCP server listening", "address", address.display());
            return new TcpServer(parts, listener, address);
        });
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        ServedEndpoint endpoint = new ServedEndpoint(id, handler, health, notices);
        try {
            ServedEndpoint replaced = table.add(endpoint);
            if (replaced != null) {
                replaced.replace();
            }
        } catch (PlaneException e) {
            return CompletableFuture.failedFuture(e);
        }
        endpoint.announceReady();
        notices.info("Registered endpoint '" + id.endpoint() + "' with shared TCP server on " + address.bound());
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<DrainReport> unregister(EndpointId id) {
        CompletableFuture<DrainReport> report = CompletableFuture.completedFuture(DrainReport.IDLE);
        for (ServedEndpoint endpoint :
                table.meantBy(id)) { // in the model one after the other, hence no stage for all at once
            report = report.thenCompose(
                    soFar -> table.remove(endpoint) ? retire(endpoint).thenApply(soFar::plus) : completed(soFar));
        }
        return report;
    }

    @Override
    public String address() {
        return address.display();
    }

    @Override
    public int port() {
        return address.port();
    }

    @Override
    public InstanceAddress publishedAddress(EndpointId id) {
        return InstanceAddress.tcp(address.published() + "/" + table.keyOf(id));
    }

    @Override
    public String transportName() {
        return "tcp";
    }

    @Override
    public boolean isHealthy() {
        return closing.get() == null || !behaviour.healthEndsWithClose();
    }

    @Override
    public int inFlight() {
        return table.inFlight();
    }

    @Override
    public CompletionStage<DrainReport> close() {
        CompletableFuture<DrainReport> mine = new CompletableFuture<>();
        CompletableFuture<DrainReport> running = closing.compareAndExchange(null, mine);
        if (running != null) {
            return running.minimalCompletionStage();
        }
        closeOnce().whenComplete((report, failure) -> {
            if (failure == null) {
                mine.complete(report);
            } else {
                mine.completeExceptionally(failure);
            }
        });
        return mine.minimalCompletionStage();
    }

    private CompletionStage<DrainReport> closeOnce() {
        intake.close();
        CompletionStage<Void> unbound = listener.close();
        CompletableFuture<DrainReport> drained = completed(DrainReport.IDLE);
        for (ServedEndpoint endpoint : table.close()) {
            drained = drained.thenCombine(retire(endpoint), DrainReport::plus);
        }
        return drained.thenCompose(report -> {
            intake.discardWaiting();
            return connections.close().thenCombine(unbound, (closed, free) -> report);
        });
    }

    private CompletableFuture<DrainReport> retire(ServedEndpoint endpoint) {
        return drain.retire(endpoint, table.keyOf(endpoint.id()));
    }

    private static CompletableFuture<DrainReport> completed(DrainReport report) {
        return CompletableFuture.completedFuture(report);
    }

    private static PlaneException bindFailed(BindAddress wanted, TcpBehaviour behaviour, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String where = behaviour.namesAddressInBindError() ? " (" + wanted + ")" : "";
        return new PlaneException.BindFailed(OsErrors.text(cause) + where, cause);
    }

    /** What connections need, and what is there before the listener is. */
    private static final class Parts {
        final PlaneContext context;
        final TcpBehaviour behaviour;
        final HandlerTable table;
        final Intake intake;
        final OpenConnections connections = new OpenConnections();

        Parts(PlaneContext context, TcpBehaviour behaviour) {
            this.context = context;
            this.behaviour = behaviour;
            this.table = new HandlerTable(behaviour.exactIdentity());
            this.intake = new Intake(context, behaviour, table);
        }

        void accept(Channel channel) {
            TcpConnection connection = new TcpConnection(
                    channel,
                    intake,
                    context.io(),
                    context.settings().get(TcpSettings.MAX_MESSAGE_SIZE),
                    context.settings().get(TcpSettings.FRAME_TIMEOUT));
            if (connections.add(channel, connection)) {
                channel.pipeline().addLast(connection);
            } else {
                channel.close();
            }
        }
    }
}
