package io.seatrial.testkit.observed;

import io.seatrial.testkit.history.Fact;
import io.seatrial.testkit.spi.StreamContext;
import io.seatrial.testkit.spi.StreamEngine;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Records what an engine is given. */
final class ObservedEngine implements StreamEngine {

    private record Place(String server, String endpoint) {}

    private static final Place SEVERAL = new Place("", "");

    private final StreamEngine engine;
    private final Recorder recorder;
    private @Nullable Place place;

    ObservedEngine(StreamEngine engine, Recorder recorder) {
        this.engine = engine;
        this.recorder = recorder;
    }

    /** Tells where the engine's worker is registered. At several places nobody can tell any more where a request came in. */
    synchronized void registered(String server, String endpoint) {
        Place here = new Place(server, endpoint);
        place = place == null || place.equals(here) ? here : SEVERAL;
    }

    private synchronized Place place() {
        return place == null ? SEVERAL : place;
    }

    @Override
    public CompletionStage<Flow.Publisher<String>> generate(String json, StreamContext context) {
        Place here = place();
        recorder.record(new Fact.Generated(here.server(), here.endpoint(), context.id()));
        return engine.generate(json, context);
    }
}
