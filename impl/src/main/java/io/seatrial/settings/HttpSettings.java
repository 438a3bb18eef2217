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

    /** Largest request body. */
    public static final Setting<Integer> MAX_BODY_SIZE = Setting.count(
            "SEATRIAL_HTTP_MAX_BODY_SIZE",
            33_554_432,
            1,
            "Largest request body in bytes (reference; dynamo-1.0 always takes 2097152)");

    /** Largest list of header fields. */
    public static final Setting<Integer> MAX_HEADER_SIZE = Setting.count(
            "SEATRIAL_HTTP_MAX_HEADER_SIZE", 65_536, 1024, "Largest list of header fields of one message in bytes");

    /** Requests that run at once in one server. */
    public static final Setting<Integer> WORKER_POOL_SIZE = Setting.count(
            "SEATRIAL_HTTP_WORKER_POOL_SIZE", 1500, 1, "Requests that run at once in one server (reference)");

    /** Requests that wait in one server. */
    public static final Setting<Integer> WORK_QUEUE_SIZE = Setting.count(
            "SEATRIAL_HTTP_WORK_QUEUE_SIZE",
            6000,
            1,
            "Requests that wait in one server for their turn; one more is answered 503 (reference)");

    /** How long a request may take to arrive, and its answer to leave. */
    public static final Setting<Duration> EXCHANGE_TIMEOUT = Setting.millis(
            "SEATRIAL_HTTP_EXCHANGE_TIMEOUT_MS",
            Duration.ofSeconds(30),
            "Milliseconds in which a request must have arrived and its answer left, and a connection have brought its first;"
                    + " 0: no limit (reference)");

    /** How long a server keeps a connection without requests. */
    public static final Setting<Duration> IDLE_TIMEOUT = Setting.millis(
            "SEATRIAL_HTTP_IDLE_TIMEOUT_MS",
            Duration.ofSeconds(300),
            "Milliseconds after which a server closes a connection without requests; 0: never (reference)");

    /** Unfinished bodies of one connection. */
    public static final Setting<Integer> MAX_UNFINISHED_BYTES = Setting.count(
            "SEATRIAL_HTTP_MAX_UNFINISHED_BYTES",
            134_217_728,
            1,
            "Bytes that the unfinished request bodies of one HTTP/2 connection may take together (reference)");

    /** Connections to one host. */
    public static final Setting<Integer> CONNECTIONS_PER_HOST = Setting.count(
            "SEATRIAL_HTTP_CONNECTIONS_PER_HOST", 100, 1, "Connections that a client opens to one host (reference)");

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
                ADAPTIVE_WINDOW,
                MAX_BODY_SIZE,
                MAX_HEADER_SIZE,
                WORKER_POOL_SIZE,
                WORK_QUEUE_SIZE,
                EXCHANGE_TIMEOUT,
                IDLE_TIMEOUT,
                MAX_UNFINISHED_BYTES,
                CONNECTIONS_PER_HOST);
    }
}
