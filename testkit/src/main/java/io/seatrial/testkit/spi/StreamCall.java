package io.seatrial.testkit.spi;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** A request under way on the response plane, from the caller's side. */
public interface StreamCall {

    /**
     * Returns the stream, once the request was acknowledged and the worker has accepted it. It fails with a
     * {@link io.seatrial.plane.PlaneException} that says what happened. Cancelling it gives the request up.
     *
     * <p>The stream is for one subscriber. It completes if it ended properly, or because it was stopped or killed, and fails if it broke
     * off. Cancelling the subscription drops it.
     */
    CompletionStage<Flow.Publisher<StreamItem>> opened();

    /** Asks the worker to stop. May be called at any time. */
    void stop();

    /** Tells the worker to break off. May be called at any time. */
    void kill();
}
