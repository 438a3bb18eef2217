package io.seatrial.nats;

import io.nats.client.Options;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.NatsSettings;
import java.time.Duration;

/** What the client library is told about a connection. Every bound that it would otherwise choose by itself has its name here. */
final class LinkOptions {

    /** Pause before each attempt to connect again after a loss, and what chance adds to it at most. */
    private static final Duration RECONNECT_WAIT = Duration.ofMillis(100);

    private static final Duration RECONNECT_JITTER = Duration.ofMillis(100);

    /** Bytes that wait for the connection while there is none; what comes beyond fails at once. */
    private static final long RECONNECT_BUFFER_BYTES = 8 * 1024 * 1024;

    /** A server that does not answer so many pings is lost. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    private static final int MAX_PINGS_OUT = 3;

    /** A write that the server does not take for so long ends the connection. */
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(20);

    /** How often the library forgets requests that nobody waits for any more. */
    private static final Duration REQUEST_CLEANUP = Duration.ofSeconds(1);

    private static final int UNBOUNDED = 0;

    private LinkOptions() {}

    /**
     * Builds the options.
     *
     * @throws PlaneException.ConfigurationError if the URL cannot be used
     */
    static Options of(Settings settings, String url, Credentials credentials, NatsThreads threads, LinkEvents events) {
        Options.Builder options = new Options.Builder()
                .connectionName("seatrial")
                .connectionTimeout(settings.get(NatsSettings.CONNECT_TIMEOUT))
                .maxReconnects(-1)
                .reconnectWait(RECONNECT_WAIT)
                .reconnectJitter(RECONNECT_JITTER)
                .reconnectJitterTls(RECONNECT_JITTER)
                .reconnectBufferSize(RECONNECT_BUFFER_BYTES)
                .pingInterval(PING_INTERVAL)
                .maxPingsOut(MAX_PINGS_OUT)
                .socketWriteTimeout(WRITE_TIMEOUT)
                .dataPortType(LinkSocket.class.getName())
                .requestCleanupInterval(REQUEST_CLEANUP)
                // A full queue would block whoever sends, event loops included. Planes bound what they have in flight.
                .maxMessagesInOutgoingQueue(UNBOUNDED)
                .reportNoResponders()
                .useTimeoutException()
                .executor(threads.tasks())
                .readerExecutor(threads.readers())
                .connectExecutor(threads.tasks())
                .callbackExecutor(threads.events())
                .scheduledExecutor(threads.timers())
                .connectionListener(events)
                .errorListener(events);
        try {
            return credentials.give().apply(options.server(url)).build();
        } catch (IllegalArgumentException e) {
            throw new PlaneException.ConfigurationError(
                    NatsSettings.SERVER.variable() + "='" + ServerUrl.shown(url) + "' is no URL of a NATS server: "
                            + ServerUrl.shown(String.valueOf(e.getMessage())),
                    e);
        }
    }
}
