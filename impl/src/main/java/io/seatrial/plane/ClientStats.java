package io.seatrial.plane;

/**
 * Counts of one client since it was made.
 *
 * @param requestsSent requests handed to the client
 * @param responsesReceived acknowledgements received
 * @param errors requests that failed
 * @param bytesSent payload bytes handed to the client
 * @param bytesReceived bytes of acknowledgement bodies
 * @param activeConnections connections with a request in flight
 * @param idleConnections connections without one
 * @param avgLatencyMicros mean time from hand-over to acknowledgement, in microseconds; 0 if unknown
 */
public record ClientStats(
        long requestsSent,
        long responsesReceived,
        long errors,
        long bytesSent,
        long bytesReceived,
        int activeConnections,
        int idleConnections,
        long avgLatencyMicros) {

    /** All zero. */
    public static final ClientStats ZERO = new ClientStats(0, 0, 0, 0, 0, 0, 0, 0);

    /** Returns whether the client has been used or is connected (dynamo-manager.md 2.2). */
    public boolean isAvailable() {
        return requestsSent > 0 || activeConnections > 0;
    }
}
