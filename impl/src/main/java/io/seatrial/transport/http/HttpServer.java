package io.seatrial.transport.http;

import io.netty.channel.Channel;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
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
import io.seatrial.settings.HttpSettings;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The server of a process: one listener that its endpoints share, whoever registered them (dynamo-manager.md 3.1). */
final class HttpServer implements RequestPlaneServer {

    /** The plane as messages write it. */
    private static final String PLANE = "HTTP";

    private final Parts parts;
    private final Registrations registrations;
    private final Listener listener;
    private final ServerAddress address;
    private final ClosesOnce closing = new ClosesOnce();

    private HttpServer(Parts parts, Listener listener, ServerAddress address) {
        this.parts = parts;
        this.registrations = new Registrations(parts.context, PLANE, parts.table);
        this.listener = listener;
        this.address = address;
    }

    /** Binds the address that the settings ask for and serves it. See {@link io.seatrial.plane.spi.PlaneProvider#start}. */
    static CompletionStage<RequestPlaneServer> start(PlaneContext context, HttpBehaviour behaviour) {
        BindAddress wanted;
        Parts parts;
        try {
            wanted = wanted(context);
            parts = new Parts(context, behaviour);
        } catch (PlaneException.ConfigurationError e) {
            return CompletableFuture.failedFuture(e);
        }
        ChannelTuning tuning = ChannelTuning.NO_DELAY.halfClosing();
        return context.io().listen(wanted.socket(), parts::accept, tuning).handle((listener, failure) -> {
            if (failure != null) {
                throw wanted.bindFailed(failure, behaviour.namesAddressInBindError());
            }
            ServerAddress address = ServerAddress.of(
                    "http",
                    wanted,
                    listener.address(),
                    context.io(),
                    behaviour.bracketsIpv6(),
                    behaviour.publishesReachableHost());
            String root = parts.scope.root().text();
            context.notices()
                    .info(
                            "HTTP/2 endpoint server bound",
                            "requested",
                            wanted,
                            "actual",
                            address.bound(),
                            "rpc_root",
                            root);
            return new HttpServer(parts, listener, address);
        });
    }

    private static BindAddress wanted(PlaneContext context) {
        String host = context.settings().get(HttpSettings.HOST).orElseGet(context.io()::localHost);
        int port = context.settings().get(HttpSettings.PORT).orElse(0);
        return BindAddress.parse(PLANE, host, port);
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        return registrations.register(id, handler, health, "shared HTTP server on " + address.bound());
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
        String path = parts.scope.root().prefix() + parts.keying.pathOf(id);
        return new InstanceAddress(PlaneMode.HTTP, "http://" + address.published() + path);
    }

    @Override
    public String transportName() {
        return PlaneMode.HTTP.name();
    }

    @Override
    public boolean isHealthy() {
        return !closing.begun() || !parts.behaviour.healthEndsWithClose();
    }

    @Override
    public int inFlight() {
        return parts.table.inFlight();
    }

    @Override
    public CompletionStage<DrainReport> close() {
        return closing.close(this::closeOnce);
    }

    private CompletionStage<DrainReport> closeOnce() {
        parts.scope.intake().close();
        CompletionStage<Void> unbound = listener.close();
        if (parts.behaviour.keepsConnectionsWhileClosing()) {
            parts.connections.open().forEach(AcceptedConnection::announceEnd);
        } else {
            parts.connections.close();
        }
        return registrations.close().thenCompose(report -> {
            parts.scope.intake().discardWaiting();
            return parts.connections.close().thenCombine(unbound, (closed, free) -> report);
        });
    }

    /** What connections need, and what is there before the listener is. */
    private static final class Parts {
        final PlaneContext context;
        final HttpBehaviour behaviour;
        final HttpKeying keying;
        final HandlerTable table;
        final ServerScope scope;
        final OpenConnections<AcceptedConnection> connections = new OpenConnections<>();

        Parts(PlaneContext context, HttpBehaviour behaviour) {
            this.context = context;
            this.behaviour = behaviour;
            this.keying = new HttpKeying(behaviour.exactIdentity());
            this.table = new HandlerTable(PLANE, keying);
            RootPath root = RootPath.parse(context.settings().get(HttpSettings.ROOT_PATH));
            this.scope = ServerScope.of(context, behaviour, root, table);
        }

        void accept(Channel channel) {
            AcceptedConnection connection = new AcceptedConnection(channel);
            if (connections.add(channel, connection)) {
                connection.open(scope);
            } else {
                channel.close();
            }
        }
    }
}
