package io.seatrial.testkit.spi;

import java.util.Objects;

/**
 * Where a request stands in a distributed trace.
 *
 * @param traceId the trace, 32 hex digits
 * @param parentId the span that the request was sent from, 16 hex digits
 */
public record StreamTrace(String traceId, String parentId) {

    /** Creates a place in a trace. */
    public StreamTrace {
        Objects.requireNonNull(traceId, "traceId");
        Objects.requireNonNull(parentId, "parentId");
    }
}
