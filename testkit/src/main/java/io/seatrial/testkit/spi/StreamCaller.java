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
     */
    StreamCall call(InstanceAddress to, String requestId, String json, Map<String, String> headers);

    /** Returns the number of requests that wait for a worker to call home. */
    int pending();

    /** Returns the number of connections on which workers have called home and that are open. */
    int connections();

    /** Closes the caller, its client and every stream. Idempotent. */
    CompletionStage<Void> close();
}
