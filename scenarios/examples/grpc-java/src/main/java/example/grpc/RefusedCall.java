package example.grpc;

import io.seatrial.plane.PlaneException;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamItem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A call that was never made. */
record RefusedCall(PlaneException reason) implements StreamCall {

    @Override
    public CompletionStage<Flow.Publisher<StreamItem>> opened() {
        return CompletableFuture.failedFuture(reason);
    }

    @Override
    public void stop() {
        // there is nobody to tell
    }

    @Override
    public void kill() {
        // there is nobody to tell
    }
}
