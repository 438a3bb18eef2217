package io.seatrial.serving;

import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.RequestHandler;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A handler that remembers what it got, in order, and counts how many of its requests run at once. */
public final class TestHandler implements RequestHandler {

    public final Queue<String> payloads = new ConcurrentLinkedQueue<>();
    public final Queue<InboundRequest> requests = new ConcurrentLinkedQueue<>();
    public final Queue<CompletableFuture<Void>> running = new ConcurrentLinkedQueue<>();
    public final AtomicInteger active = new AtomicInteger();
    public final AtomicInteger mostActive = new AtomicInteger();
    private final boolean mayBlock;
    private final Function<TestHandler, CompletionStage<Void>> ending;

    private TestHandler(boolean mayBlock, Function<TestHandler, CompletionStage<Void>> ending) {
        this.mayBlock = mayBlock;
        this.ending = ending;
    }

    /** Ends each request at once. */
    public static TestHandler quick() {
        return new TestHandler(false, handler -> CompletableFuture.completedFuture(null));
    }

    /** Ends a request when the test says so, see {@link #finishOne}. */
    public static TestHandler held() {
        return new TestHandler(false, TestHandler::hold);
    }

    /** Does what the function says; away from the event loops. */
    public static TestHandler doing(Function<TestHandler, CompletionStage<Void>> ending) {
        return new TestHandler(true, ending);
    }

    private CompletionStage<Void> hold() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        running.add(end);
        return end;
    }

    /** Ends the request that has run longest. */
    public void finishOne() {
        running.remove().complete(null);
    }

    @Override
    public CompletionStage<Void> handle(InboundRequest request) {
        mostActive.accumulateAndGet(active.incrementAndGet(), Math::max);
        payloads.add(request.payload().toString(StandardCharsets.UTF_8));
        requests.add(request);
        request.payload().release();
        CompletionStage<Void> end = ending.apply(this);
        return end == null ? null : end.whenComplete((done, failure) -> active.decrementAndGet());
    }

    @Override
    public boolean mayBlock() {
        return mayBlock;
    }
}
