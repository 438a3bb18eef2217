package io.seatrial.response;

import io.seatrial.plane.ClientStats;
import io.seatrial.plane.RequestPlaneClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the request planes of these tests have in common: nothing but sending matters. */
public abstract class StubClient implements RequestPlaneClient {

    @Override
    public String transportName() {
        return "test";
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
