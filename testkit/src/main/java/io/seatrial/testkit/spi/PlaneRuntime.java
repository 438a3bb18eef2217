package io.seatrial.testkit.spi;

import io.seatrial.plane.DrainReport;
import io.seatrial.plane.EndpointName;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** A worker of the plane under test: one identity under which endpoints are served, published, watched over and brought down. */
public interface PlaneRuntime {

    /** Returns the id that all its endpoints share, an unsigned 64-bit number. */
    long instanceId();

    /** Serves an engine; completes once the endpoint is reachable and published. What fails leaves nothing. */
    CompletionStage<PlaneEndpoint> serve(EndpointName name, StreamEngine engine, EndpointSetup setup);

    /**
     * Comes down in phases: instances leave discovery, handlers go, requests in flight are waited for within the bound. Idempotent.
     *
     * @return what was in flight and what was left; never fails
     */
    CompletionStage<DrainReport> shutdown();

    /** Returns whether the worker as a whole says that it is ready. Needs {@link Capability#HEALTH}. */
    default boolean isReady() {
        throw new UnsupportedOperationException("needs the capability " + Capability.HEALTH);
    }

    /** Returns what it says of each endpoint, by bare name: whether it is ready. Needs {@link Capability#HEALTH}. */
    default Map<String, Boolean> endpointHealth() {
        throw new UnsupportedOperationException("needs the capability " + Capability.HEALTH);
    }

    /** Returns the port of the page that tells the health over HTTP, if there is one. Needs {@link Capability#HEALTH}. */
    default CompletionStage<OptionalInt> systemPort() {
        throw new UnsupportedOperationException("needs the capability " + Capability.HEALTH);
    }

    /**
     * Returns what is measured, by name and labels in the form {@code name{a="b",c="d"}}, labels in the order of their names. Needs
     * {@link Capability#METRICS}.
     */
    default Map<String, Double> metrics() {
        throw new UnsupportedOperationException("needs the capability " + Capability.METRICS);
    }
}
