package io.seatrial.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.PlaneContext;
import io.seatrial.wire.RequestHead;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends requests over TCP (dynamo-tcp.md 3). What a stage of {@link #send} triggers runs on the connection's event loop and must not
 * block; who needs to block moves to another executor. Cancelling a stage's future withdraws a request that is not written yet.
 */
final class TcpClient implements RequestPlaneClient {

    private final ClientScope scope;
    private final RouteTable routes;
    private final ConnectionPool pool;

    /** Creates a client; it opens no connection. */
    TcpClient(PlaneContext context, TcpBehaviour behaviour) {
        this.scope = ClientScope.of(context, behaviour);
        this.routes = new RouteTable(scope, address -> pool().peer(address));
        this.pool = behaviour.sharesConnections() ? new SharedPool(scope, routes::forget) : new ExclusivePool(scope);
    }

    private ConnectionPool pool() {
        return pool;
    }

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(headers, "headers");
        scope.ledger().sent(payload.readableBytes());
        PendingRequest request;
        try {
            request = request(address, payload, headers);
        } catch (RuntimeException e) {
            payload.release();
            scope.ledger().failedUnseen();
            return CompletableFuture.failedFuture(
                    e instanceof PlaneException ? e : new PlaneException.InvalidRequest("Unusable headers", e));
        }
        request.peer().submit(request);
        return request;
    }

    private PendingRequest request(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        if (pool.isClosing()) {
            throw ClientFailures.closed();
        }
        Route route = routes.of(address);
        RequestHead head;
        try {
            head = route.head(headers);
            scope.encoder().check(head, payload.readableBytes());
        } catch (PlaneException e) {
            if (scope.behaviour().checksBeforeConnecting()) {
                throw e;
            }
            return PendingRequest.unsendable(scope, route.peer(), e, payload);
        }
        return PendingRequest.of(scope, route.peer(), head, payload);
    }

    @Override
    public String transportName() {
        return PlaneMode.TCP.name();
    }

    @Override
    public boolean isHealthy() {
        return !pool.isClosing();
    }

    @Override
    public ClientStats stats() {
        return scope.ledger().snapshot(pool.active(), pool.idle());
    }

    @Override
    public CompletionStage<Void> close() {
        return pool.close();
    }
}
