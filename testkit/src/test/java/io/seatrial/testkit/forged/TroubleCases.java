package io.seatrial.testkit.forged;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.plane.RequestPlaneServer;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamEngine;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One case that calls every method of the SPI, and one that calls next to none. */
public final class TroubleCases {

    @Case(rule = "TROUBLE-01")
    public void shouldCallEverything(Trial trial) {
        RequestPlaneServer server = trial.server();
        server.address();
        server.transportName();
        server.isHealthy();
        server.inFlight();
        trial.process().publishedPort();
        trial.process().defaultManager().mode();
        EndpointId id = trial.endpoint("generate");
        InstanceAddress at = trial.serve(id, trial.handler());
        trial.await("the request", trial.send(at, "1"));
        trial.client().transportName();
        trial.client().isHealthy();
        trial.await("unregister", server.unregister(id));
        StreamEngine engine = (json, context) -> CompletableFuture.completedFuture(trial.items("1"));
        InstanceAddress streams = trial.serve(
                trial.endpoint("count"), trial.process().defaultManager().worker(engine));
        StreamCall call = trial.caller().call(streams, "req-1", "{}", Map.of());
        trial.subscribe(trial.await("the stream", call.opened())).drain();
        call.stop();
        call.kill();
        trial.caller().pending();
        trial.caller().connections();
        trial.await("close of the server", server.close());
    }

    @Case(rule = "TROUBLE-02")
    public void shouldCallAlmostNothing(Trial trial) {
        trial.random();
    }
}
