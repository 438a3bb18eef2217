package io.seatrial.runtime;

import io.seatrial.manager.NetworkManager;
import io.seatrial.plane.RequestPlaneClient;
import io.seatrial.response.Caller;
import io.seatrial.response.ResponseServer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The caller that a worker's canaries share. It is made for the first one: without canaries nothing listens for answers. */
final class CanaryCaller {

    private final NetworkManager manager;
    private @Nullable Parts parts; // guarded by this

    private record Parts(RequestPlaneClient client, ResponseServer responses, Caller caller) {}

    CanaryCaller(NetworkManager manager) {
        this.manager = manager;
    }

    synchronized Caller get() {
        if (parts == null) {
            RequestPlaneClient client = manager.createClient();
            ResponseServer responses = new ResponseServer(manager.context());
            parts = new Parts(client, responses, new Caller(manager.context(), responses, client));
        }
        return parts.caller();
    }

    synchronized CompletionStage<?> close() {
        if (parts == null) {
            return CompletableFuture.completedFuture(null);
        }
        return parts.client().close().thenCombine(parts.responses().close(), (client, responses) -> null);
    }
}
