package io.seatrial.testkit.spi;

import io.seatrial.plane.RequestHandler;
import java.util.Map;

/** A handler that runs each request through an engine and sends its items home. */
public interface StreamWorker extends RequestHandler {

    /**
     * Returns how many requests went wrong, by what was counted (dynamo-tcp.md 2.5): {@code deserialization}, {@code invalid_message},
     * {@code response_stream}, {@code generate}, {@code publish_response}, {@code publish_final}. Only those that are not 0. Needs
     * {@link Capability#RESPONSE_COUNTERS}.
     */
    default Map<String, Long> errors() {
        throw new UnsupportedOperationException("needs the capability " + Capability.RESPONSE_COUNTERS);
    }
}
