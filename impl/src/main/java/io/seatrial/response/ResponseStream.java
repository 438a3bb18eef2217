package io.seatrial.response;

import io.seatrial.plane.PlaneException;
import java.util.concurrent.Flow;

/**
 * The answer to one request, item by item. It has one subscriber; signals come on an event loop and must not block it. A slow consumer
 * slows its worker: what the subscriber has not asked for is hardly read.
 *
 * <p>It completes when the answer is complete, and at once when its {@link #context} is stopped or killed. It fails with
 * {@link PlaneException.Disconnected} if it ends in any other way, and with {@link PlaneException.ResponseTimeout} after too long a
 * silence. Cancelling the subscription kills the request at the worker. A stream that nobody subscribes to in time is killed too, and
 * fails with {@link PlaneException.Closed}.
 */
public interface ResponseStream extends Flow.Publisher<ResponseItem> {

    /** Returns the request's identity. */
    StreamContext context();

    /** Stops the request: its worker is told, and in the reference profile the stream completes at once. */
    default void stop() {
        context().stop();
    }

    /** Kills the request: its worker is told, and the stream completes. */
    default void kill() {
        context().kill();
    }
}
