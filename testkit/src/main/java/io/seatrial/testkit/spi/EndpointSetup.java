package io.seatrial.testkit.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * How an endpoint is served.
 *
 * @param graceful whether a shutdown waits for its requests
 * @param healthPayload the request, a JSON text, with which its health is tried; with one it is a health target
 */
public record EndpointSetup(boolean graceful, Optional<String> healthPayload) {

    /** Graceful, no health target. */
    public static final EndpointSetup DEFAULT = new EndpointSetup(true, Optional.empty());

    /** Creates a setup. */
    public EndpointSetup {
        Objects.requireNonNull(healthPayload, "healthPayload");
    }

    /** Returns this setup for an endpoint for whose requests a shutdown does not wait. */
    public EndpointSetup notGraceful() {
        return new EndpointSetup(false, healthPayload);
    }

    /** Returns this setup for a health target. */
    public EndpointSetup triedWith(String json) {
        return new EndpointSetup(graceful, Optional.of(json));
    }
}
