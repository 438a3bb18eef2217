package io.seatrial.transport.tcp;

import io.seatrial.plane.spi.ChannelTuning;
import io.seatrial.plane.spi.ConnectOptions;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.TcpSettings;
import java.time.Duration;

/**
 * The bounds of a client, read once from the settings.
 *
 * @param requestNanos from hand-over to the acknowledgement; the time that a first connection takes is not part of it
 * @param connectNanos to establish a connection, and as long again to wait for the turn to do so
 * @param connectionsPerPeer see {@link TcpSettings#POOL_SIZE}
 * @param requestsPerConnection requests in flight on one shared connection
 * @param connectsAtOnce connects under way over all peers
 * @param frameBytes the largest request frame, and the largest acknowledgement
 * @param idleNanos how long the connections to an unused peer are kept
 */
record ClientLimits(
        long requestNanos,
        long connectNanos,
        int connectionsPerPeer,
        int requestsPerConnection,
        int connectsAtOnce,
        int frameBytes,
        long idleNanos) {

    /** As the model sets them; the kernel may cap them (dynamo-tcp.md 3.2). */
    private static final int SOCKET_BUFFER_BYTES = 2 * 1024 * 1024;

    private static final ChannelTuning TUNING = new ChannelTuning(true, -1, SOCKET_BUFFER_BYTES, false);

    /** Reads the settings. */
    static ClientLimits of(Settings settings) {
        return new ClientLimits(
                settings.get(TcpSettings.REQUEST_TIMEOUT).toNanos(),
                settings.get(TcpSettings.CONNECT_TIMEOUT).toNanos(),
                settings.get(TcpSettings.POOL_SIZE),
                settings.get(TcpSettings.CHANNEL_BUFFER),
                settings.get(TcpSettings.GLOBAL_CONNECT_LIMIT),
                settings.get(TcpSettings.MAX_MESSAGE_SIZE),
                settings.get(TcpSettings.HOST_IDLE_TTL).toNanos());
    }

    /** Returns the options of every connect. Its bound is not less than a millisecond: to a network, zero would mean no bound. */
    ConnectOptions connectOptions() {
        return ConnectOptions.within(Duration.ofNanos(Math.max(connectNanos, 1_000_000)), TUNING);
    }
}
