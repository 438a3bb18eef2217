package io.seatrial.testkit.spi;

import io.seatrial.plane.InstanceAddress;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The caller's side of response streams: sends requests and receives the streams that workers send home. */
public interface StreamCaller {

    /**
     * Sends one request.
     *
     * @param to the instance, as published
     * @param requestId the id of the request, which is also that of its context
     * @param json the request, a JSON value
     * @param headers further headers
     * @return completes once the worker has accepted the request and its stream is open; fails with a
     *     {@link io.seatrial.plane.PlaneException} that says what happened
     */
    CompletionStage<StreamReply> call(InstanceAddress to, String requestId, String json, Map<String, String> headers);

    /** Returns the number of registrations that wait for a worker to call home. */
    int pending();

    /** Closes the caller, its client and every stream. Idempotent. */
    CompletionStage<Void> close();
}
