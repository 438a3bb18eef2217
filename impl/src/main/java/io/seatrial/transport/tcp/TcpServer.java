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
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.serving.BindAddress;
import io.seatrial.serving.ClosesOnce;
import io.seatrial.serving.HandlerTable;
import io.seatrial.serving.OpenConnections;
import io.seatrial.serving.Registrations;
import io.seatrial.serving.ServerAddress;
import io.seatrial.settings.TcpSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The server of a process: one listener that its endpoints share, whoever registered them (dynamo-tcp.md 2). */
final class TcpServer implements RequestPlaneServer {

    private final TcpBehaviour behaviour;
    private final HandlerTable table;
    private final Intake intake;
    private final OpenConnections<TcpConnection> connections;
    private final Registrations registrations;
    private final Listener listener;
    private final ServerAddress address;
    private final ClosesOnce closing = new ClosesOnce();

    private TcpServer(Parts parts, Listener listener, ServerAddress address) {
        this.behaviour = parts.behaviour;
        this.table = parts.table;
        this.intake = parts.intake;
        this.connections = parts.connections;
        this.registrations = new Registrations(parts.context, TcpPlaneProvider.NAME, parts.table);
        this.listener = listener;
        this.address = address;
    }

    /** Binds the address that the settings ask for and serves it. See {@link io.seatrial.plane.spi.PlaneProvider#start}. */
    static CompletionStage<RequestPlaneServer> start(PlaneContext context, TcpBehaviour behaviour) {
        BindAddress wanted;
        try {
            wanted = wanted(context);
        } catch (PlaneException.ConfigurationError e) {
            return CompletableFuture.failedFuture(e);
        }
        Parts parts = new Parts(context, behaviour);
        ChannelTuning tuning = ChannelTuning.NO_DELAY.halfClosing();
        return context.io().listen(wanted.socket(), parts::accept, tuning).handle((listener, failure) -> {
            if (failure != null) {
                throw wanted.bindFailed(failure, behaviour.namesAddressInBindError());
            }
            ServerAddress address = ServerAddress.of(
                    "tcp",
                    wanted,
                    listener.address(),
                    context.io(),
                    behaviour.bracketsIpv6(),
                    behaviour.publishesReachableHost());
            context.notices().info("Shared TCP server listening", "address", address.display());
            return new TcpServer(parts, listener, address);
        });
    }

    private static BindAddress wanted(PlaneContext context) {
        String host = context.settings().get(TcpSettings.HOST).orElseGet(context.io()::localHost);
        int port = context.settings().get(TcpSettings.PORT).orElse(0);
        return BindAddress.parse(TcpPlaneProvider.NAME, host, port);
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        return registrations.register(id, handler, health, "shared TCP server on " + address.bound());
    }

    @Override
    public CompletionStage<DrainReport> unregister(EndpointId id) {
        return registrations.unregister(id);
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
        return !closing.begun() || !behaviour.healthEndsWithClose();
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
        intake.close();
        CompletionStage<Void> unbound = listener.close();
        return registrations.close().thenCompose(report -> {
            intake.discardWaiting();
            return connections.close().thenCombine(unbound, (closed, free) -> report);
        });
    }

    /** What connections need, and what is there before the listener is. */
    private static final class Parts {
        final PlaneContext context;
        final TcpBehaviour behaviour;
        final HandlerTable table;
        final Intake intake;
        final OpenConnections<TcpConnection> connections = new OpenConnections<>();

        Parts(PlaneContext context, TcpBehaviour behaviour) {
            this.context = context;
            this.behaviour = behaviour;
            this.table = new HandlerTable(TcpPlaneProvider.NAME, new TcpKeying(behaviour.exactIdentity()));
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
