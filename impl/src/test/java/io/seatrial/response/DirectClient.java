package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.ClientStats;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneClient;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A request plane without a wire: it hands a request straight to a handler and acknowledges it. */
record DirectClient(RequestHandler handler) implements RequestPlaneClient {

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        handler.handle(new InboundRequest(payload, headers));
        return CompletableFuture.completedFuture(new byte[0]);
    }

    @Override
    public String transportName() {
        return "direct";
    }

    @Override
    public boolean isHealthy() {
        return true;
    }

    @Override
    public ClientStats stats() {
        return ClientStats.ZERO;
    }

    @Override
    public CompletionStage<Void> close() {
        return CompletableFuture.completedFuture(null);
    }
}
