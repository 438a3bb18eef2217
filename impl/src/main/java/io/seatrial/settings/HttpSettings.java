package io.seatrial.settings;

import io.seatrial.plane.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the HTTP request plane (dynamo-manager.md 6.1). A manager reads them in every mode (M2). */
public final class HttpSettings {

    /** IP literal to bind and to publish; empty option means the local address. */
    public static final Setting<Optional<String>> HOST = Setting.text(
            "DYN_HTTP_RPC_HOST", "IP literal (IPv6 in brackets) to bind and publish; unset: the local address");

    /** Port to bind; empty or 0 means that the system chooses. */
    public static final Setting<Optional<Integer>> PORT =
            Setting.port("DYN_HTTP_RPC_PORT", "Port to bind; unset, 0 or unreadable: the system chooses");

    /** Prefix of every route. */
    public static final Setting<String> ROOT_PATH = new Setting<>(
            "DYN_HTTP_RPC_ROOT_PATH", "/v1/rpc", text -> text, "Prefix of every route: empty, or starting with '/'");

    /** Bound on the whole exchange of request and acknowledgement. */
    public static final Setting<Duration> REQUEST_TIMEOUT = Setting.seconds(
            "DYN_HTTP_REQUEST_TIMEOUT", Duration.ofSeconds(5), "Seconds for connect, request and acknowledgement");

    /** Largest HTTP/2 frame. */
    public static final Setting<Integer> MAX_FRAME_SIZE =
            Setting.count("DYN_HTTP2_MAX_FRAME_SIZE", 1_048_576, 16_384, "Largest HTTP/2 frame in bytes");

    /** Streams at once on one connection. */
    public static final Setting<Integer> MAX_CONCURRENT_STREAMS =
            Setting.count("DYN_HTTP2_MAX_CONCURRENT_STREAMS", 1000, 1, "HTTP/2 streams at once on one connection");

    /** Idle connections kept for one host. */
    public static final Setting<Integer> POOL_MAX_IDLE_PER_HOST =
            Setting.count("DYN_HTTP2_POOL_MAX_IDLE_PER_HOST", 100, 0, "Idle connections kept for one host");

    /** How long an idle connection is kept. */
    public static final Setting<Duration> POOL_IDLE_TIMEOUT = Setting.seconds(
            "DYN_HTTP2_POOL_IDLE_TIMEOUT_SECS", Duration.ofSeconds(90), "Seconds that an idle connection is kept");

    /** Pause between keep-alive pings. */
    public static final Setting<Duration> KEEP_ALIVE_INTERVAL = Setting.seconds(
            "DYN_HTTP2_KEEP_ALIVE_INTERVAL_SECS", Duration.ofSeconds(30), "Seconds between keep-alive pings");

    /** How long to wait for the answer to a ping. */
    public static final Setting<Duration> KEEP_ALIVE_TIMEOUT = Setting.seconds(
            "DYN_HTTP2_KEEP_ALIVE_TIMEOUT_SECS", Duration.ofSeconds(10), "Seconds to wait for the answer to a ping");

    /** Whether windows follow the measured bandwidth. */
    public static final Setting<Boolean> ADAPTIVE_WINDOW =
            Setting.flag("DYN_HTTP2_ADAPTIVE_WINDOW", true, "Whether flow-control windows follow the bandwidth");

    private HttpSettings() {}

    /** Returns all of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(
                HOST,
                PORT,
                ROOT_PATH,
                REQUEST_TIMEOUT,
                MAX_FRAME_SIZE,
                MAX_CONCURRENT_STREAMS,
                POOL_MAX_IDLE_PER_HOST,
                POOL_IDLE_TIMEOUT,
                KEEP_ALIVE_INTERVAL,
                KEEP_ALIVE_TIMEOUT,
                ADAPTIVE_WINDOW);
    }
}
