package example.grpc;

import io.seatrial.testkit.spi.StreamContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an engine knows of its request, and of whether the caller still wants it. */
final class Context implements StreamContext {

    private final String id;
    private final Map<String, String> headers;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> killed = new CompletableFuture<>();

    Context(String id, Map<String, String> headers) {
        this.id = id;
        this.headers = headers;
    }

    void stop() {
        stopped.complete(null);
    }

    void kill() {
        killed.complete(null);
        stopped.complete(null);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Map<String, String> headers() {
        return headers;
    }

    @Override
    public boolean isStopped() {
        return stopped.isDone();
    }

    @Override
    public boolean isKilled() {
        return killed.isDone();
    }

    @Override
    public CompletionStage<Void> stopped() {
        return stopped.copy();
    }

    @Override
    public CompletionStage<Void> killed() {
        return killed.copy();
    }
}
