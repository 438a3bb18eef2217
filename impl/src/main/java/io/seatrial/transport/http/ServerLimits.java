package io.seatrial.transport.http;

import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.HttpSettings;
import java.time.Duration;

/**
 * The bounds of a server.
 *
 * @param maxBodyBytes the largest request body
 * @param maxHeaderBytes the largest list of header fields
 * @param poolSize how many requests run at once
 * @param queueSize how many more wait for their turn
 * @param exchangeTimeout for a request to arrive and its answer to leave; zero means no limit
 * @param idleTimeout how long a connection is kept without requests; zero means no limit
 * @param maxUnfinishedBytes of all unfinished bodies of one connection
 * @param http2 the settings of HTTP/2
 */
record ServerLimits(
        int maxBodyBytes,
        int maxHeaderBytes,
        int poolSize,
        int queueSize,
        Duration exchangeTimeout,
        Duration idleTimeout,
        long maxUnfinishedBytes,
        Http2Limits http2) {

    private static final int MODEL_BODY_BYTES = 2_097_152;

    /** Reads the settings, or takes what is built into the model (dynamo-manager.md 3.1). */
    static ServerLimits of(Settings settings, HttpBehaviour behaviour) {
        int maxHeaderBytes = settings.get(HttpSettings.MAX_HEADER_SIZE);
        if (!behaviour.hasOwnLimits()) {
            return new ServerLimits(
                    MODEL_BODY_BYTES,
                    maxHeaderBytes,
                    Integer.MAX_VALUE,
                    0,
                    Duration.ZERO,
                    Duration.ZERO,
                    Long.MAX_VALUE,
                    Http2Limits.ofModelServer());
        }
        return new ServerLimits(
                settings.get(HttpSettings.MAX_BODY_SIZE),
                maxHeaderBytes,
                settings.get(HttpSettings.WORKER_POOL_SIZE),
                settings.get(HttpSettings.WORK_QUEUE_SIZE),
                settings.get(HttpSettings.EXCHANGE_TIMEOUT),
                settings.get(HttpSettings.IDLE_TIMEOUT),
                settings.get(HttpSettings.MAX_UNFINISHED_BYTES),
                Http2Limits.of(settings));
    }
}
