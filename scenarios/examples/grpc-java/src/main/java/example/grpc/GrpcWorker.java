package example.grpc;

import io.seatrial.plane.InboundRequest;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamWorker;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the server knows again as an engine. A request without a stream is taken and dropped: nobody waits for an answer. */
record GrpcWorker(StreamEngine engine) implements StreamWorker {

    @Override
    public CompletionStage<Void> handle(InboundRequest request) {
        request.payload().release();
        return CompletableFuture.completedFuture(null);
    }
}
