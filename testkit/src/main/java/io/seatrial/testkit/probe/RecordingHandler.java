package io.seatrial.testkit.probe;

import io.netty.buffer.ByteBufUtil;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.RequestHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A handler that keeps what it was given. It ends each request at once, or holds it until the case releases it, or fails it. It never
 * blocks a thread, so it is the same on every network.
 */
public final class RecordingHandler implements RequestHandler {

    /**
     * A request as it arrived.
     *
     * @param payload the bytes
     * @param headers the headers
     */
    public record Seen(byte[] payload, Map<String, String> headers) {
        /** Returns the payload as text. */
        public String text() {
            return Bytes.text(payload);
        }
    }

    private final List<Seen> seen = new ArrayList<>();
    private final Deque<CompletableFuture<Void>> held = new ArrayDeque<>();
    private boolean holding;
    private @Nullable RuntimeException thrown;
    private int running;
    private int mostRunning;

    /** Creates a handler that ends each request at once. */
    public RecordingHandler() {}

    /** From now on holds each request until {@link #release}. */
    public synchronized RecordingHandler hold() {
        holding = true;
        return this;
    }

    /** From now on throws from {@link #handle}, after the request was recorded. */
    public synchronized RecordingHandler throwing(RuntimeException failure) {
        thrown = failure;
        return this;
    }

    /** Ends the request that has been held longest. Returns whether there was one. */
    public boolean release() {
        CompletableFuture<Void> next;
        synchronized (this) {
            next = held.poll();
        }
        if (next != null) {
            next.complete(null); // outside the lock: the server's code runs here
        }
        return next != null;
    }

    /** Ends every held request, and holds no more. */
    public void releaseAll() {
        synchronized (this) {
            holding = false;
        }
        boolean more = true;
        while (more) {
            more = release();
        }
    }

    @Override
    public CompletionStage<Void> handle(InboundRequest request) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        boolean endNow;
        try {
            byte[] payload = ByteBufUtil.getBytes(request.payload());
            synchronized (this) {
                seen.add(new Seen(payload, Collections.unmodifiableMap(new LinkedHashMap<>(request.headers()))));
                if (thrown != null) {
                    throw thrown;
                }
                running++;
                mostRunning = Math.max(mostRunning, running);
                endNow = !holding;
                if (holding) {
                    held.add(end);
                }
            }
        } finally {
            request.payload().release();
        }
        CompletionStage<Void> counted = end.whenComplete((done, failure) -> ended());
        if (endNow) {
            end.complete(null);
        }
        return counted;
    }

    private synchronized void ended() {
        running--;
    }

    @Override
    public boolean mayBlock() {
        return false;
    }

    /** Returns what has arrived, in order. */
    public synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    /** Returns the number of requests that have arrived. */
    public synchronized int count() {
        return seen.size();
    }

    /** Returns the number of requests that run now. */
    public synchronized int running() {
        return running;
    }

    /** Returns the largest number of requests that ever ran at once. */
    public synchronized int mostRunning() {
        return mostRunning;
    }
}
