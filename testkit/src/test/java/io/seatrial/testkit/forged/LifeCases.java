package io.seatrial.testkit.forged;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.Case;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.catalog.CaseCatalog;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.network.Networks;
import io.seatrial.testkit.probe.RecordingHandler;
import io.seatrial.testkit.run.CaseRunner;
import io.seatrial.testkit.run.RunListener;
import io.seatrial.testkit.run.RunOptions;
import io.seatrial.testkit.run.RunResult;
import io.seatrial.testkit.run.Selection;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamEngine;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A case that expects nothing: what goes wrong in it, only the history can tell. */
public final class LifeCases {

    private static final CaseCatalog CATALOG = ForgedCatalog.of("""
            subject: Life
            defaults:
              level: MUST
              profiles: [reference]
              networks: [simulated]
              transports: [tcp]
              text: x
              why: x
              source: x
              hint: x
            rules: [{id: LIFE-01}]
            """, LifeCases.class);

    /** Runs the case on a plane with a defect. */
    public static RunResult run(Defect defect) {
        return new CaseRunner(CATALOG, Networks.load())
                .run(
                        new MemoryPlane(defect),
                        RunOptions.of(Selection.DEFAULT.on(NetworkKind.SIMULATED), 1),
                        RunListener.NONE);
    }

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
