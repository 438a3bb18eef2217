package io.seatrial.response;

import java.util.Map;
import java.util.Objects;

/**
 * A request to an instance.
 *
 * @param context its identity and headers, and how the caller ends it early
 * @param bodyJson the request, a JSON text of at least one byte; not to be changed afterwards
 */
public record CallRequest(StreamContext context, byte[] bodyJson) {

    /** Creates a request. */
    public CallRequest {
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(bodyJson, "bodyJson");
    }

    /** Creates a request without headers. */
    public static CallRequest of(String id, byte[] bodyJson) {
        return of(id, bodyJson, Map.of());
    }

    /** Creates a request. */
    public static CallRequest of(String id, byte[] bodyJson, Map<String, String> headers) {
        return new CallRequest(StreamContext.of(id, headers), bodyJson);
    }
}
