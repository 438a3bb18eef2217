package example.rsocket;

import io.rsocket.SocketAcceptor;
import io.rsocket.transport.netty.server.CloseableChannel;
import io.rsocket.transport.netty.server.TcpServerTransport;
import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import reactor.netty.Connection;
import reactor.netty.tcp.TcpServer;

/** An RSocket server that many endpoints share. */
final class RSocketServer implements RequestPlaneServer {

    private static final String HOST = "127.0.0.1";

    private final Endpoints endpoints;
    private final Set<Connection> connections;
    private final CloseableChannel listener;
    private CompletableFuture<DrainReport> closed;

    private RSocketServer(Endpoints endpoints, Set<Connection> connections, CloseableChannel listener) {
        this.endpoints = endpoints;
        this.connections = connections;
        this.listener = listener;
    }

    /** Binds a port that the system chooses. */
    static CompletableFuture<RSocketServer> start(Threads threads) {
        Endpoints endpoints = new Endpoints();
        Set<Connection> connections = ConcurrentHashMap.newKeySet();
        Responder responder = new Responder(endpoints, threads.workers());
        TcpServer tcp = TcpServer.create()
                .host(HOST)
                .port(0)
                .runOn(threads.loops())
                .doOnConnection(connection -> {
                    connections.add(connection);
                    connection.onDispose(() -> connections.remove(connection));
                });
        return io.rsocket.core.RSocketServer.create(SocketAcceptor.with(responder))
                .bind(TcpServerTransport.create(tcp))
                .map(bound -> new RSocketServer(endpoints, connections, bound))
                .onErrorMap(failure -> new PlaneException.BindFailed(
                        "cannot listen on " + HOST + ": " + failure.getMessage(), failure))
                .toFuture();
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        try {
            endpoints.add(id, handler, health);
            return CompletableFuture.completedFuture(null);
        } catch (PlaneException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public CompletionStage<DrainReport> unregister(EndpointId id) {
        return endpoints.remove(id.path());
    }

    @Override
    public String address() {
        return "rsocket://" + HOST + ":" + port();
    }

    @Override
    public int port() {
        return listener.address().getPort();
    }

    @Override
    public InstanceAddress publishedAddress(EndpointId id) {
        return new InstanceAddress(RSocketPlane.RSOCKET, HOST + ":" + port() + "/" + id.path());
    }

    @Override
    public String transportName() {
        return RSocketPlane.RSOCKET.name();
    }

    @Override
    public synchronized boolean isHealthy() {
        return closed == null;
    }

    @Override
    public int inFlight() {
        return endpoints.running();
    }

    /** Stops listening at once, waits for requests under way, then hangs up on everybody, also on who never spoke RSocket. */
    @Override
    public synchronized CompletionStage<DrainReport> close() {
        if (closed == null) {
            listener.dispose();
            closed = listener.onClose()
                    .toFuture()
                    .thenCompose(stopped -> endpoints.close())
                    .thenApply(report -> {
                        connections.forEach(Connection::dispose);
                        return report;
                    });
        }
        return closed.copy();
    }
}
