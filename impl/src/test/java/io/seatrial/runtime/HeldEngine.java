package io.seatrial.runtime;

import io.seatrial.response.Engine;
import io.seatrial.response.StreamContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** An engine with one request at a time: it gives one item, and ends the answer when the test says so. */
final class HeldEngine implements Engine {

    final CompletableFuture<StreamContext> began = new CompletableFuture<>();
    private final SubmissionPublisher<byte[]> items = new SubmissionPublisher<>();

    @Override
    public CompletionStage<Flow.Publisher<byte[]>> generate(StreamContext context, byte[] requestJson) {
        return CompletableFuture.completedFuture(subscriber -> {
            items.subscribe(subscriber);
            items.submit("\"begun\"".getBytes(StandardCharsets.UTF_8));
            began.complete(context);
        });
    }

    /** Ends the answer well, with a last item. */
    void end() {
        items.submit("\"ended\"".getBytes(StandardCharsets.UTF_8));
        items.close();
    }

    @Override
    public boolean mayBlock() {
        return false;
    }
}
