package io.seatrial.transport.http;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.plane.spi.PlaneContext;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends requests over HTTP (dynamo-manager.md 3.4). What a stage of {@link #send} triggers runs on the connection's event loop and must not
 * block; who needs to block moves to another executor. Cancelling a stage's future withdraws a request that is not written yet, and stops
 * one that is under way.
 */
final class HttpClient implements RequestPlaneClient {

    private final ClientScope scope;
    private final HttpPool pool;
    private final TargetTable targets = new TargetTable();

    /** Creates a client; it opens no connection. */
    HttpClient(PlaneContext context, HttpBehaviour behaviour) {
        this.scope = ClientScope.of(context, behaviour);
        this.pool = new HttpPool(scope);
    }

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(headers, "headers");
        scope.ledger().sent(payload.readableBytes());
        HttpSend send;
        try {
            send = request(address, payload, headers);
        } catch (RuntimeException e) {
            payload.release();
            scope.ledger().failedUnseen();
            return CompletableFuture.failedFuture(failure(address, e));
        }
        pool.submit(send);
        return send;
    }

    private HttpSend request(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        if (pool.isClosing()) {
            throw ClientFailures.closed();
        }
        HttpTarget target = targets.of(address);
        OutboundHeaders fields = OutboundHeaders.of(headers);
        int max = scope.limits().maxBodyBytes();
        if (scope.behaviour().typesFailures() && payload.readableBytes() > max) {
            throw new PlaneException.PayloadTooLarge(
                    "Request body too large: " + payload.readableBytes() + " bytes (max: " + max + " bytes)");
        }
        return new HttpSend(scope, pool, target, fields, payload);
    }

    private Throwable failure(InstanceAddress address, RuntimeException cause) {
        if (cause instanceof PlaneException.Closed) {
            return cause;
        }
        PlaneException known =
                cause instanceof PlaneException e ? e : new PlaneException.InvalidRequest("Unusable headers", cause);
        return scope.failures().unsendable(address.value(), known);
    }

    @Override
    public String transportName() {
        return "http2";
    }

    @Override
    public boolean isHealthy() {
        return !pool.isClosing();
    }

    @Override
    public ClientStats stats() {
        return scope.behaviour().counts() ? scope.ledger().snapshot(pool.active(), pool.idle()) : ClientStats.ZERO;
    }

    @Override
    public CompletionStage<Void> close() {
        return pool.close();
    }
}
