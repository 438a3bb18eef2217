package io.seatrial.testkit.cases;

import static java.util.Objects.requireNonNull;

import io.seatrial.testkit.probe.Items;
import io.seatrial.testkit.spi.StreamContext;
import io.seatrial.testkit.spi.StreamEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** An engine that begins when the case says so, and answers with what the case gives. For one request. */
final class HeldEngine implements StreamEngine {

    private final Items<String> answer = Items.open();
    private final CompletableFuture<Flow.Publisher<String>> begun = new CompletableFuture<>();
    private volatile @Nullable StreamContext context;
    private volatile @Nullable String request;

    /** Returns an engine that has begun already. */
    static HeldEngine begun() {
        HeldEngine engine = new HeldEngine();
        engine.begin();
        return engine;
    }

    @Override
    public CompletionStage<Flow.Publisher<String>> generate(String json, StreamContext given) {
        request = json;
        context = given;
        return begun;
    }

    /** Accepts the request. */
    void begin() {
        begun.complete(answer);
    }

    /** Returns the answer, which the case feeds. */
    Items<String> answer() {
        return answer;
    }

    /** Returns whether it was asked. */
    boolean isAsked() {
        return context != null;
    }

    /** Returns the context of the request. */
    StreamContext context() {
        return requireNonNull(context, "the engine was not asked");
    }

    /** Returns the request. */
    String request() {
        return requireNonNull(request, "the engine was not asked");
    }
}
