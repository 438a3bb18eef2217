package io.seatrial.settings;

import io.seatrial.plane.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the TCP request plane (dynamo-manager.md 6.1, dynamo-tcp.md 3.2 and 9). */
public final class TcpSettings {

    /** IP literal to bind and to publish; empty option means the local address. */
    public static final Setting<Optional<String>> HOST = Setting.text(
            "DYN_TCP_RPC_HOST", "IP literal (IPv6 in brackets) to bind and publish; unset: the local address");

    /** Port to bind; empty or 0 means that the system chooses. */
    public static final Setting<Optional<Integer>> PORT =
            Setting.port("DYN_TCP_RPC_PORT", "Port to bind; unset, 0 or unreadable: the system chooses");

    /** From hand-over to acknowledgement. */
    public static final Setting<Duration> REQUEST_TIMEOUT = Setting.seconds(
            "DYN_TCP_REQUEST_TIMEOUT", Duration.ofSeconds(5), "Seconds from hand-over to the acknowledgement");

    /** To establish a connection. */
    public static final Setting<Duration> CONNECT_TIMEOUT =
            Setting.seconds("DYN_TCP_CONNECT_TIMEOUT", Duration.ofSeconds(5), "Seconds to establish a connection");

    /** Connections per address: a cap in the reference profile, the idle ones kept in {@code dynamo-1.0}. */
    public static final Setting<Integer> POOL_SIZE = Setting.count(
            "DYN_TCP_POOL_SIZE",
            100,
            1,
            "Connections per address: most that are opened (reference), most that are kept idle (dynamo-1.0)");

    /** Requests in flight on one connection (reference), slots of its send queue (dynamo-1.0). */
    public static final Setting<Integer> CHANNEL_BUFFER = Setting.count(
            "DYN_TCP_CHANNEL_BUFFER",
            50,
            1,
            "Requests in flight on one connection (reference), slots of its send queue (dynamo-1.0)");

    /** Largest frame, all of its parts counted. */
    public static final Setting<Integer> MAX_MESSAGE_SIZE = Setting.count(
            "DYN_TCP_MAX_MESSAGE_SIZE", 33_554_432, 1, "Largest frame in bytes, all of its parts counted");

    /** Requests that run at once in one server. */
    public static final Setting<Integer> WORKER_POOL_SIZE =
            Setting.count("DYN_TCP_WORKER_POOL_SIZE", 1500, 1, "Requests that run at once in one server");

    /** Requests that wait in one server. */
    public static final Setting<Integer> WORK_QUEUE_SIZE =
            Setting.count("DYN_TCP_WORK_QUEUE_SIZE", 6000, 1, "Requests that wait in one server for their turn");

    /** How long an unused host's connections are kept. */
    public static final Setting<Duration> HOST_IDLE_TTL = Setting.seconds(
            "DYN_TCP_HOST_IDLE_TTL_SECS",
            Duration.ofSeconds(300),
            "Seconds until the connections to an unused host are closed (reference)");

    /** Connects under way at once, over all hosts. */
    public static final Setting<Integer> GLOBAL_CONNECT_LIMIT = Setting.count(
            "DYN_TCP_GLOBAL_CONNECT_LIMIT", 64, 1, "Connects of one client under way at once, over all hosts");

    /** How long a frame may stay incomplete. */
    public static final Setting<Duration> FRAME_TIMEOUT = Setting.millis(
            "SEATRIAL_TCP_FRAME_TIMEOUT_MS",
            Duration.ZERO,
            "Milliseconds that a request frame may stay incomplete before its connection is closed; 0: no limit");

    private TcpSettings() {}

    /** Returns all of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(
                HOST,
                PORT,
                REQUEST_TIMEOUT,
                CONNECT_TIMEOUT,
                POOL_SIZE,
                CHANNEL_BUFFER,
                MAX_MESSAGE_SIZE,
                WORKER_POOL_SIZE,
                WORK_QUEUE_SIZE,
                HOST_IDLE_TTL,
                GLOBAL_CONNECT_LIMIT,
                FRAME_TIMEOUT);
    }
}
