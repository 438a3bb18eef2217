package io.seatrial.manager;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.RequestHandler;
import io.seatrial.plane.RequestPlaneServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A server that serves nothing, whose end is in the hand of a test. */
final class EndingServer implements RequestPlaneServer {

    private final PlaneMode mode;
    private final int port;
    private final CompletableFuture<DrainReport> end = new CompletableFuture<>();
    private volatile boolean closing;

    EndingServer(PlaneMode mode, int port) {
        this.mode = mode;
        this.port = port;
    }

    PlaneMode mode() {
        return mode;
    }

    void end(DrainReport report) {
        end.complete(report);
    }

    void fail(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public CompletionStage<DrainReport> close() {
        closing = true;
        return end;
    }

    @Override
    public boolean isHealthy() {
        return !closing;
    }

    @Override
    public CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health) {
        throw new UnsupportedOperationException("A scope registers nothing");
    }

    @Override
    public CompletionStage<DrainReport> unregister(EndpointId id) {
        throw new UnsupportedOperationException("A scope unregisters nothing");
    }

    @Override
    public String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public InstanceAddress publishedAddress(EndpointId id) {
        throw new UnsupportedOperationException("A scope publishes nothing");
    }

    @Override
    public String transportName() {
        return mode.name();
    }

    @Override
    public int inFlight() {
        return 0;
    }
}
