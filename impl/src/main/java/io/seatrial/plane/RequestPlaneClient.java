package io.seatrial.plane;

import io.netty.buffer.ByteBuf;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The sending side of a request plane. All methods may be called from any thread. Creating a client opens no connection. */
public interface RequestPlaneClient {

    /**
     * Hands over one request and waits for the acknowledgement, not for the answer, which travels on the response plane.
     *
     * @param address where the instance is, as published
     * @param payload the request's bytes; ownership passes to the client, also when the send fails
     * @param headers header names and values, in the order in which they shall travel
     * @return the acknowledgement's body, normally empty; fails with a {@link PlaneException} that says what happened
     */
    CompletionStage<byte[]> send(InstanceAddress address, ByteBuf payload, Map<String, String> headers);

    /** Returns the name of the transport: {@code tcp}, {@code http2} or {@code nats}, or that of a third party's. */
    String transportName();

    /** Returns whether the client can be used. Does no I/O. */
    boolean isHealthy();

    /** Returns the counts since the client was made. */
    ClientStats stats();

    /** Ends the client: requests in flight end within the time-out bound, then connections close. Idempotent. */
    CompletionStage<Void> close();
}
