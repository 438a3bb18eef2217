package io.seatrial.response;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;

/**
 * What a worker does with a request: it answers with a stream of items. Requests are independent of each other, also two of the same id
 * (dynamo-tcp.md 141).
 */
@FunctionalInterface
public interface Engine {

    /**
     * Begins an answer. The publisher is subscribed to at most once and asked for no more items than the connection to the caller has room
     * for. If it fails, the stream breaks off, and the caller is told no more than that; an error that the caller shall read is an item.
     *
     * @param context the request's id and headers; tells when the caller wants no more
     * @param requestJson the request
     * @return the answer, whose items are JSON values as bytes; if it fails, or {@code generate} throws, the caller gets the message of the
     *     outermost exception
     */
    CompletionStage<Flow.Publisher<byte[]>> generate(StreamContext context, byte[] requestJson);

    /**
     * Returns whether {@link #generate}, or the publisher when it is asked for items, may block its thread. If not, all of a request
     * happens on one event loop; else it is called on threads made for blocking work.
     */
    default boolean mayBlock() {
        return true;
    }

    /** Returns this engine with the promise that it never blocks. */
    default Engine neverBlocking() {
        Engine engine = this;
        return new Engine() {
            @Override
            public CompletionStage<Flow.Publisher<byte[]>> generate(StreamContext context, byte[] requestJson) {
                return engine.generate(context, requestJson);
            }

            @Override
            public boolean mayBlock() {
                return false;
            }
        };
    }

    /** Returns an engine that answers every request with the same items, each a JSON text. It never blocks. */
    static Engine of(String... items) {
        List<byte[]> encoded = Arrays.stream(items)
                .map(item -> item.getBytes(StandardCharsets.UTF_8))
                .toList();
        return iterating((context, request) -> encoded).neverBlocking();
    }

    /**
     * Returns an engine that answers with what an iterator gives. An item is fetched only when there is room for it; fetching may block.
     *
     * @param items makes the items of one request
     */
    static Engine iterating(BiFunction<StreamContext, byte[], ? extends Iterable<byte[]>> items) {
        return (context, request) ->
                CompletableFuture.completedFuture(new IterablePublisher(items.apply(context, request)));
    }

    /** Returns an engine that refuses every request with this message. It never blocks. */
    static Engine failing(String message) {
        Engine engine = (context, request) -> CompletableFuture.failedFuture(new IllegalStateException(message));
        return engine.neverBlocking();
    }
}
