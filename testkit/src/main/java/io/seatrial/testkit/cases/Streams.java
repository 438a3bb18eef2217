package io.seatrial.testkit.cases;

import static io.seatrial.testkit.expect.Expect.expect;

import io.seatrial.plane.InstanceAddress;
import io.seatrial.testkit.Trial;
import io.seatrial.testkit.probe.ItemProbe;
import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.spi.StreamCall;
import io.seatrial.testkit.spi.StreamContext;
import io.seatrial.testkit.spi.StreamEngine;
import io.seatrial.testkit.spi.StreamItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Serves engines and calls them, on any transport. */
final class Streams {

    /** Items in the answer of {@link #tagged}. */
    static final int ITEMS = 5;

    private Streams() {}

    static InstanceAddress serve(Trial trial, StreamEngine engine) {
        return trial.serve(
                trial.endpoint("generate"), trial.process().defaultManager().worker(engine));
    }

    static StreamCall call(Trial trial, InstanceAddress at, String json) {
        return trial.caller().call(at, "req", json, Map.of());
    }

    /** Has the engine give its first item, and takes it. */
    static ItemProbe<StreamItem> begin(Trial trial, StreamCall call, HeldEngine engine) {
        ItemProbe<StreamItem> stream = trial.subscribe(trial.await("the stream", call.opened()));
        engine.answer().give("1");
        expect("the first item", "1", stream.take(1).get(0).json());
        return stream;
    }

    static List<String> drained(Trial trial, StreamCall call) {
        return trial.subscribe(trial.await("the stream", call.opened())).drain().stream()
                .map(StreamItem::json)
                .toList();
    }

    static CompletionStage<Flow.Publisher<String>> tagged(String json, StreamContext context) {
        return CompletableFuture.completedFuture(Items.of(expected(json)));
    }

    static List<String> expected(String json) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            items.add("[" + json + "," + i + "]");
        }
        return items;
    }
}
