package io.seatrial.testkit.spi;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** What a worker does with a request: gives a stream of items. */
@FunctionalInterface
public interface StreamEngine {

    /**
     * Begins to work on a request. Must not block.
     *
     * @param json the request, a JSON value
     * @param context the request's id and whether its caller still wants it
     * @return the items, JSON values, once the engine has accepted the request; a failure is told to the caller
     */
    CompletionStage<Flow.Publisher<String>> generate(String json, StreamContext context);
}
