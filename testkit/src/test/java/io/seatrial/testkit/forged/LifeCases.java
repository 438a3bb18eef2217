package io.seatrial.testkit.forged;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamEngine;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A case that expects nothing: what goes wrong in it, only the history can tell. */
public final class LifeCases {

    @Case(rule = "LIFE-01")
    public void shouldLive(Trial trial) {
        EndpointId id = trial.endpoint("generate");
        RecordingHandler handler = trial.handler().hold();
        InstanceAddress at = trial.serve(id, handler);
        trial.process().publishedPort();
        CompletionStage<byte[]> first = trial.send(at, "1");
        CompletionStage<?> gone = trial.server().unregister(id);
        handler.releaseAll();
        trial.await("unregister", gone);
        trial.send(at, "2");
        first.handle((ack, refused) -> "either way");

        StreamEngine engine = (json, context) -> CompletableFuture.completedFuture(trial.items("1", "2"));
        InstanceAddress streams = trial.serve(
                trial.endpoint("count"), trial.process().defaultManager().worker(engine));
        StreamCall call = trial.caller().call(streams, "req-1", "{}", Map.of());
        trial.subscribe(trial.await("the stream", call.opened())).drain();
    }
}
