package io.seatrial.response;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** An engine that a test answers for by hand. */
final class TestEngine implements Engine {

    /** A request that waits for its answer. */
    static final class Asked {

        final StreamContext context;
        final String body;
        final CompletableFuture<Flow.Publisher<byte[]>> answer = new CompletableFuture<>();

        private Asked(StreamContext context, byte[] body) {
            this.context = context;
            this.body = new String(body, StandardCharsets.UTF_8);
        }

        /** Begins an answer. */
        TestPublisher begin() {
            TestPublisher items = new TestPublisher();
            answer.complete(items);
            return items;
        }
    }

    private final Queue<CompletableFuture<Asked>> expected = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Asked>> waiting = new ConcurrentLinkedQueue<>();
    private final boolean mayBlock;

    TestEngine(boolean mayBlock) {
        this.mayBlock = mayBlock;
    }

    @Override
    public synchronized CompletionStage<Flow.Publisher<byte[]>> generate(StreamContext context, byte[] requestJson) {
        Asked asked = new Asked(context, requestJson);
        CompletableFuture<Asked> slot = waiting.poll();
        if (slot == null) {
            expected.add(CompletableFuture.completedFuture(asked));
        } else {
            slot.complete(asked);
        }
        return asked.answer;
    }

    @Override
    public boolean mayBlock() {
        return mayBlock;
    }

    /** Returns the next request that reaches the engine. */
    Asked asked() {
        CompletableFuture<Asked> slot;
        synchronized (this) {
            slot = expected.poll();
            if (slot == null) {
                slot = new CompletableFuture<>();
                waiting.add(slot);
            }
        }
        return slot.copy().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Returns whether no request is waiting to be looked at. */
    synchronized boolean isIdle() {
        return expected.isEmpty();
    }
}
