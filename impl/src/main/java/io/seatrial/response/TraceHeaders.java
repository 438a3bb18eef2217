package io.seatrial.response;

import io.seatrial.plane.Profile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The trace headers of a request (dynamo-manager.md 2.2; dynamo-tcp.md 1.1). Nothing here sends them by itself: a caller that wants them on
 * a request puts them among its headers, with {@link #asMap} or {@link #addTo}.
 *
 * @param parent the trace and the span that the request was sent from
 * @param state what tracing systems hand along, the header {@code tracestate}
 * @param requestId the user's name for the request, {@code x-request-id}
 * @param dynamoRequestId Dynamo's name for it, {@code x-dynamo-request-id}
 */
public record TraceHeaders(
        Optional<TraceParent> parent,
        Optional<String> state,
        Optional<String> requestId,
        Optional<String> dynamoRequestId) {

    /** No headers. */
    public static final TraceHeaders NONE =
            new TraceHeaders(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final String PARENT = "traceparent";
    private static final String STATE = "tracestate";
    private static final String REQUEST_ID = "x-request-id";
    private static final String DYNAMO_REQUEST_ID = "x-dynamo-request-id";

    /** Creates headers. */
    public TraceHeaders {
        Objects.requireNonNull(parent, "parent");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(dynamoRequestId, "dynamoRequestId");
    }

    /**
     * Reads the headers of a request. A {@code traceparent} that cannot be read is passed over, in the reference together with its
     * {@code tracestate}, as W3C prescribes; the other headers are taken as they are.
     *
     * @param headers with names in lower case, as they travel
     */
    public static TraceHeaders read(Map<String, String> headers, Profile profile) {
        Optional<TraceParent> parent =
                Optional.ofNullable(headers.get(PARENT)).flatMap(header -> TraceParent.parse(header, profile));
        Optional<String> state = Optional.ofNullable(headers.get(STATE));
        return new TraceHeaders(
                parent,
                parent.isPresent() || !profile.isReference() ? state : Optional.empty(),
                Optional.ofNullable(headers.get(REQUEST_ID)),
                Optional.ofNullable(headers.get(DYNAMO_REQUEST_ID)));
    }

    /** Returns headers that begin a trace. */
    public static TraceHeaders begin(RandomGenerator random) {
        return new TraceHeaders(
                Optional.of(TraceParent.begin(random)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns these headers for a request that is sent on account of this one: a new span in the same trace, the rest as it is. */
    public TraceHeaders child(RandomGenerator random) {
        return new TraceHeaders(parent.map(span -> span.child(random)), state, requestId, dynamoRequestId);
    }

    /** Returns these headers with the user's name for the request. */
    public TraceHeaders withRequestId(String id) {
        return new TraceHeaders(parent, state, Optional.of(id), dynamoRequestId);
    }

    /** Returns whether there is none. */
    public boolean isEmpty() {
        return equals(NONE);
    }

    /** Returns the headers that are there, by name, in the order in which the model sends them. */
    public Map<String, String> asMap() {
        return addTo(Map.of());
    }

    /** Returns other headers with these behind them; of the same name, these count. */
    public Map<String, String> addTo(Map<String, String> others) {
        Map<String, String> all = new LinkedHashMap<>(others);
        parent.ifPresent(span -> all.put(PARENT, span.header()));
        state.ifPresent(value -> all.put(STATE, value));
        requestId.ifPresent(value -> all.put(REQUEST_ID, value));
        dynamoRequestId.ifPresent(value -> all.put(DYNAMO_REQUEST_ID, value));
        return all;
    }
}
