package io.seatrial.plane;

import java.util.concurrent.CompletionStage;

/** The receiving side of a request plane: one listener that many endpoints share. All methods may be called from any thread. */
public interface RequestPlaneServer {

    /**
     * Makes a handler reachable under an identity. When the returned stage completes, a request to {@link #publishedAddress} of
     * the identity reaches the handler, and {@code health} has heard that it is ready.
     *
     * @return fails with {@link PlaneException.DuplicateEndpoint} if the identity is registered already (the {@code dynamo-1.0} profile
     *     replaces the handler instead), with {@link PlaneException.Closed} after {@link #close}
     */
    CompletionStage<Void> register(EndpointId id, RequestHandler handler, HealthListener health);

    /**
     * Makes exactly one identity unreachable, then waits, within the drain bound, for its requests in flight. New requests are refused
     * from the moment of the call; an unknown identity is success. The {@code dynamo-1.0} profile removes every endpoint whose key ends
     * in the same name, as the model does.
     */
    CompletionStage<DrainReport> unregister(EndpointId id);

    /** Returns the address that is really bound, with the scheme: {@code tcp://127.0.0.1:41873}. */
    String address();

    /** Returns the port that is really bound; 0 for a plane without a listener of its own. */
    int port();

    /**
     * Returns the address to publish for an identity. It is derived from the listener and never from a second look at the
     * configuration (design.md, decision 3).
     */
    InstanceAddress publishedAddress(EndpointId id);

    /** Returns {@code tcp}, {@code http} or {@code nats}, or the name of a third party's transport. */
    String transportName();

    /** Returns whether the server can take requests. Does no I/O. */
    boolean isHealthy();

    /** Returns the number of requests accepted and not yet ended, over all endpoints. */
    int inFlight();

    /**
     * Stops listening, refuses new requests, waits within the drain bound for those in flight and closes every connection.
     * Idempotent: every call gets the same result.
     */
    CompletionStage<DrainReport> close();
}
