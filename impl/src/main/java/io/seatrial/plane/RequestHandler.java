package io.seatrial.plane;

import java.util.concurrent.CompletionStage;

/** Runs one request. A server acknowledges a request before its handler ends, and never tells the caller of its outcome. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * Runs one request to its end. The request counts as in flight until the returned stage completes, either way; a thrown
     * exception counts as a failed stage.
     *
     * @param request the request; ownership of its payload passes to the handler, which releases it once
     * @return completes when the work is done, exceptionally when it failed
     */
    CompletionStage<Void> handle(InboundRequest request);

    /**
     * Returns whether {@link #handle} may block its thread. Servers run such a handler away from their event loops, which costs
     * a change of thread for each request.
     */
    default boolean mayBlock() {
        return true;
    }
}
