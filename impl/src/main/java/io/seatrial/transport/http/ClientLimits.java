package io.seatrial.transport.http;

import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.HttpSettings;
import java.time.Duration;

/**
 * The bounds of a client, read once from the settings.
 *
 * @param requestNanos from hand-over to the acknowledgement, connecting included
 * @param connectionsPerHost most connections to one host
 * @param maxIdlePerHost most of them that are kept unused
 * @param idleNanos how long they are
 * @param maxBodyBytes the largest payload, and the largest acknowledgement
 * @param maxHeaderBytes the largest list of header fields of an answer
 * @param http2 the settings of HTTP/2
 */
record ClientLimits(
        long requestNanos,
        int connectionsPerHost,
        int maxIdlePerHost,
        long idleNanos,
        int maxBodyBytes,
        int maxHeaderBytes,
        Http2Limits http2) {

    /** Connects under way at once, over all hosts. */
    static final int CONNECTS_AT_ONCE = 64;

    /** Reads the settings. */
    static ClientLimits of(Settings settings, HttpBehaviour behaviour) {
        return new ClientLimits(
                settings.get(HttpSettings.REQUEST_TIMEOUT).toNanos(),
                behaviour.speaksHttp2() ? settings.get(HttpSettings.CONNECTIONS_PER_HOST) : Integer.MAX_VALUE,
                settings.get(HttpSettings.POOL_MAX_IDLE_PER_HOST),
                settings.get(HttpSettings.POOL_IDLE_TIMEOUT).toNanos(),
                settings.get(HttpSettings.MAX_BODY_SIZE),
                settings.get(HttpSettings.MAX_HEADER_SIZE),
                Http2Limits.of(settings));
    }

    /** Returns the options of every connect. Its bound is not less than a millisecond: to a network, zero would mean no bound. */
    ConnectOptions connectOptions() {
        return ConnectOptions.within(Duration.ofNanos(Math.max(requestNanos, 1_000_000)), ChannelTuning.NO_DELAY);
    }

    /** Returns how long a peer may take to show that it speaks HTTP/2; the rest of the time is left for HTTP/1.1. */
    long probeNanos() {
        return requestNanos / 2;
    }
}
