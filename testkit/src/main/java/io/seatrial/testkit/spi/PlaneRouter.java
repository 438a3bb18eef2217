package io.seatrial.testkit.spi;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Calls an endpoint by name: follows its instances in discovery and chooses one for each request. */
public interface PlaneRouter {

    /** Waits until a call would find an instance; fails with {@link io.seatrial.plane.PlaneException} at the bound. */
    CompletionStage<Void> awaitInstances(Duration bound);

    /** Calls an instance that the router chooses. */
    StreamCall call(String requestId, String json);

    /** Calls the instance that is named. */
    StreamCall call(long instanceId, String requestId, String json);

    /** Returns the ids that discovery announces, in unsigned order. */
    List<Long> announced();

    /** Returns the ids that may be chosen now, in unsigned order. */
    List<Long> available();

    /** Passes over an instance of which somebody else knows that it is down. Returns whether it is announced. */
    boolean reportDown(long instanceId);

    /** Tells how loaded an instance is, in the unit of the threshold. */
    void reportLoad(long instanceId, double load);

    /** Ends the watch, and what was made for this router alone. Streams that have begun go on. Idempotent. */
    CompletionStage<Void> close();
}
