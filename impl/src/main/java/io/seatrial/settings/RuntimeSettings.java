package io.seatrial.settings;

import io.seatrial.plane.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the response plane and of the runtime above the planes. Every bound on a wait is here or with its transport. */
public final class RuntimeSettings {

    /** Bound on the drain of one endpoint, and of a server at close. */
    public static final Setting<Duration> DRAIN_TIMEOUT = Setting.seconds(
            "DYN_RUNTIME_GRACEFUL_SHUTDOWN_TIMEOUT_SECS",
            Duration.ofSeconds(900),
            "Seconds to wait at unregister and shutdown for requests in flight");

    /** From the acknowledgement to the prologue of the answer. */
    public static final Setting<Duration> FIRST_RESPONSE_TIMEOUT = Setting.millis(
            "SEATRIAL_FIRST_RESPONSE_TIMEOUT_MS",
            Duration.ofSeconds(60),
            "Milliseconds from the acknowledgement until the answer begins; 0: no limit");

    /** Longest silence inside an answer. */
    public static final Setting<Duration> STREAM_TIMEOUT = Setting.seconds(
            "DYN_HTTP_BACKEND_STREAM_TIMEOUT_SECS",
            Duration.ZERO,
            "Seconds of silence after which an answer counts as lost; 0: no limit");

    /** From accept to handshake on the response plane. */
    public static final Setting<Duration> HANDSHAKE_TIMEOUT = Setting.millis(
            "SEATRIAL_HANDSHAKE_TIMEOUT_MS",
            Duration.ofSeconds(10),
            "Milliseconds from accept until the handshake of a response connection; 0: no limit");

    /** To connect back to the caller. */
    public static final Setting<Duration> CALL_HOME_TIMEOUT = Setting.millis(
            "SEATRIAL_CALL_HOME_TIMEOUT_MS",
            Duration.ofSeconds(10),
            "Milliseconds in which a worker must connect back to the caller");

    /** After its sentinel, how long a worker waits for the caller to close. */
    public static final Setting<Duration> CLOSE_WAIT = Setting.millis(
            "SEATRIAL_CLOSE_WAIT_MS",
            Duration.ofSeconds(10),
            "Milliseconds that a worker waits, after its sentinel, for the caller to close the connection");

    /** Largest message on the response plane. */
    public static final Setting<Integer> MAX_RESPONSE_MESSAGE_SIZE = Setting.count(
            "SEATRIAL_MAX_RESPONSE_MESSAGE_SIZE",
            256 * 1024 * 1024,
            1024,
            "Largest message on the response plane in bytes, header and lengths counted");

    /** Address of the response listener. */
    public static final Setting<Optional<String>> RESPONSE_HOST = Setting.text(
            "DYN_TCP_RESPONSE_STREAM_HOST", "IP literal to bind and advertise for answers; unset: the local address");

    /** Port of the response listener. */
    public static final Setting<Optional<Integer>> RESPONSE_PORT =
            Setting.port("DYN_TCP_RESPONSE_STREAM_PORT", "Port to bind for answers; unset or 0: the system chooses");

    private RuntimeSettings() {}

    /** Returns all of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(
                DRAIN_TIMEOUT,
                FIRST_RESPONSE_TIMEOUT,
                STREAM_TIMEOUT,
                HANDSHAKE_TIMEOUT,
                CALL_HOME_TIMEOUT,
                CLOSE_WAIT,
                MAX_RESPONSE_MESSAGE_SIZE,
                RESPONSE_HOST,
                RESPONSE_PORT);
    }
}
