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
public final class HeldEngine implements StreamEngine {

    private final Items<String> answer = Items.open();
    private final CompletableFuture<Flow.Publisher<String>> begun = new CompletableFuture<>();
    private volatile @Nullable StreamContext context;
    private volatile @Nullable String request;

    /** Creates an engine that has not begun. */
    public HeldEngine() {}

    /** Returns an engine that has begun already. */
    public static HeldEngine begun() {
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
    public void begin() {
        begun.complete(answer);
    }

    /** Returns the answer, which the case feeds. */
    public Items<String> answer() {
        return answer;
    }

    /** Returns whether it was asked. */
    public boolean isAsked() {
        return context != null;
    }

    /** Returns the context of the request. */
    public StreamContext context() {
        return requireNonNull(context, "the engine was not asked");
    }

    /** Returns the request. */
    public String request() {
        return requireNonNull(request, "the engine was not asked");
    }
}
