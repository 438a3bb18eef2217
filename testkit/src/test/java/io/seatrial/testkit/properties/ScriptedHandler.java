package io.seatrial.testkit.properties;

import io.seatrial.plane.EndpointId;
import io.seatrial.plane.HealthListener;
import io.seatrial.plane.InboundRequest;
import io.seatrial.plane.RequestHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A handler whose requests say themselves how they end: at once, when the story lets them, with a failure, or with an exception. */
final class ScriptedHandler implements RequestHandler, HealthListener {

    /** How a request ends. */
    enum Fate {
        AT_ONCE,
        HELD,
        FAILED,
        THROWN;

        /** Returns the payload of a request with this fate. */
        String payload(int number) {
            return name() + " " + number;
        }

        static Fate of(String payload) {
            return valueOf(payload.substring(0, payload.indexOf(' ')));
        }
    }

    private final boolean mayBlock;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Boolean> health = new CopyOnWriteArrayList<>();
    private final Map<String, CompletableFuture<Void>> held = new ConcurrentSkipListMap<>();

    ScriptedHandler(boolean mayBlock) {
        this.mayBlock = mayBlock;
    }

    /** Returns the payloads that arrived, in order. */
    List<String> received() {
        return List.copyOf(received);
    }

    /** Returns what was told of the endpoint's health, in order. */
    List<Boolean> health() {
        return List.copyOf(health);
    }

    /** Ends a request that is held. */
    void release(String payload, boolean well) {
        CompletableFuture<Void> end = held.remove(payload);
        if (end == null) {
            throw new AssertionError("'" + payload + "' is not held");
        }
        if (well) {
            end.complete(null);
        } else {
            end.completeExceptionally(new IllegalStateException("the story wants it"));
        }
    }

    @Override
    public CompletionStage<Void> handle(InboundRequest request) {
        String payload = request.payload().toString(StandardCharsets.UTF_8);
        request.payload().release();
        CompletableFuture<Void> end = new CompletableFuture<>();
        Fate fate = Fate.of(payload);
        if (fate == Fate.HELD) {
            held.put(payload, end);
        }
        received.add(payload);
        return switch (fate) {
            case AT_ONCE -> CompletableFuture.completedFuture(null);
            case HELD -> end;
            case FAILED -> CompletableFuture.failedFuture(new IllegalStateException("the story wants it"));
            case THROWN -> throw new IllegalStateException("the story wants it");
        };
    }

    @Override
    public boolean mayBlock() {
        return mayBlock;
    }

    @Override
    public void onHealth(EndpointId id, boolean ready) {
        health.add(ready);
    }
}
