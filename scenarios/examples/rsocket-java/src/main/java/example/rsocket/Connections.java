package example.rsocket;

import io.netty.resolver.DefaultAddressResolverGroup;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.transport.netty.client.TcpClientTransport;
import io.seatrial.plane.PlaneException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.TcpClient;

/** The connections of one client: one for each server, opened by the first request to it, and anew after it was lost. */
final class Connections {

    private static final long CONNECT_SECONDS = 5;

    private final Threads threads;
    private final Map<InetSocketAddress, CompletableFuture<RSocket>> open = new HashMap<>();
    private CompletableFuture<Void> closed;

    Connections(Threads threads) {
        this.threads = threads;
    }

    synchronized CompletableFuture<RSocket> to(InetSocketAddress server) {
        if (closed != null) {
            return CompletableFuture.failedFuture(new PlaneException.Closed("the client was closed"));
        }
        CompletableFuture<RSocket> known = open.get(server);
        boolean lost = known != null
                && known.isDone()
                && (known.isCompletedExceptionally() || known.join().isDisposed());
        if (known == null || lost) {
            known = connect(server);
            open.put(server, known);
        }
        return known;
    }

    private CompletableFuture<RSocket> connect(InetSocketAddress server) {
        TcpClient tcp = TcpClient.create(ConnectionProvider.newConnection())
                .remoteAddress(() -> server)
                .resolver(DefaultAddressResolverGroup.INSTANCE)
                .runOn(threads.loops());
        return RSocketConnector.create()
                .connect(TcpClientTransport.create(tcp))
                .toFuture()
                .orTimeout(CONNECT_SECONDS, TimeUnit.SECONDS);
    }

    synchronized boolean isOpen() {
        return closed == null;
    }

    synchronized int count() {
        return open.size();
    }

    synchronized CompletionStage<Void> close() {
        if (closed == null) {
            closed = CompletableFuture.allOf(
                    open.values().stream().map(Connections::ended).toArray(CompletableFuture[]::new));
        }
        return closed.copy();
    }

    private static CompletableFuture<Void> ended(CompletableFuture<RSocket> connection) {
        return connection.handle((socket, failure) -> socket).thenCompose(socket -> {
            if (socket == null) {
                return CompletableFuture.completedFuture(null);
            }
            socket.dispose();
            return socket.onClose().onErrorComplete().toFuture();
        });
    }
}
