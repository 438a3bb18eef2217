package io.seatrial.manager;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.PlaneMode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A server that serves nothing, whose end is in the hand of a test. */
final class EndingServer extends UnservingServer {

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
    public String transportName() {
        return mode.name();
    }
}
