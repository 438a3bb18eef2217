package io.seatrial.response;

import io.netty.buffer.ByteBuf;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestHandler;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A request plane without a wire: it hands a request straight to a handler and acknowledges it. */
final class DirectClient extends StubClient {

    private final RequestHandler handler;

    DirectClient(RequestHandler handler) {
        this.handler = handler;
    }

    @Override
    public CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers) {
        handler.handle(new InboundRequest(payload, headers));
        return CompletableFuture.completedFuture(new byte[0]);
    }
}
