package io.seatrial.testkit.forged;

import io.seatrial.plane.InboundRequest;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamWorker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A worker that the plane must know again when it is registered: it has no way to send a stream home by itself. */
record MemoryWorker(StreamEngine engine) implements StreamWorker {

    @Override
    public CompletionStage<Void> handle(InboundRequest request) {
        request.payload().release();
        return CompletableFuture.completedFuture(null);
    }
}
