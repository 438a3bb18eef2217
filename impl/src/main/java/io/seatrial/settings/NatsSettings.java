package io.seatrial.settings;

import io.seatrial.plane.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the connection to NATS and of the request plane over it (dynamo-manager.md 6.1, 6.3). */
public final class NatsSettings {

    /** URL of the server. */
    public static final Setting<Optional<String>> SERVER =
            Setting.text("NATS_SERVER", "URL of the server, starting with nats://; unset: nats://localhost:4222");

    /** User name; used with the password only. */
    public static final Setting<Optional<String>> USERNAME =
            Setting.text("NATS_AUTH_USERNAME", "User name; takes effect together with the password");

    /** Password; used with the user name only. */
    public static final Setting<Optional<String>> PASSWORD =
            Setting.text("NATS_AUTH_PASSWORD", "Password; takes effect together with the user name");

    /** Token. */
    public static final Setting<Optional<String>> TOKEN = Setting.text("NATS_AUTH_TOKEN", "Token");

    /** NKey seed. */
    public static final Setting<Optional<String>> NKEY = Setting.text("NATS_AUTH_NKEY", "NKey seed");

    /** Path of a credentials file. */
    public static final Setting<Optional<String>> CREDENTIALS_FILE =
            Setting.text("NATS_AUTH_CREDENTIALS_FILE", "Path of a credentials file");

    /** One attempt to connect, the server's greeting included. */
    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.millis(
            "SEATRIAL_NATS_CONNECT_TIMEOUT_MS",
            Duration.ofSeconds(3),
            "Milliseconds for one attempt to connect to the server");

    /** For how long the first connect is tried again. */
    public static final Setting<Duration> STARTUP_CONNECT_TIMEOUT = Setting.seconds(
            "NATS_STARTUP_CONNECT_TIMEOUT_SECONDS",
            Duration.ofSeconds(10),
            "Seconds for which the first connect is tried again (reference); 0: one attempt, as in dynamo-1.0");

    /** From hand-over to acknowledgement. */
    public static final Setting<Duration> REQUEST_TIMEOUT =
            requestTimeout("DYN_NATS_REQUEST_TIMEOUT_SECS", Duration.ofSeconds(10));

    /** Requests of one client that wait for their acknowledgement. */
    public static final Setting<Integer> MAX_IN_FLIGHT = Setting.count(
            "SEATRIAL_NATS_MAX_IN_FLIGHT",
            5000,
            1,
            "Requests of one client that may wait for their acknowledgement at once (reference)");

    /** Requests that run at once in one server. */
    public static final Setting<Integer> WORKER_POOL_SIZE = Setting.count(
            "SEATRIAL_NATS_WORKER_POOL_SIZE", 1500, 1, "Requests that run at once in one server (reference)");

    /** Requests that wait in one server. */
    public static final Setting<Integer> WORK_QUEUE_SIZE = Setting.count(
            "SEATRIAL_NATS_WORK_QUEUE_SIZE", 6000, 1, "Requests that wait in one server for their turn (reference)");

    /** Retention of the model's JetStream queue helper. */
    public static final Setting<Duration> STREAM_MAX_AGE = Setting.seconds(
            "DYN_NATS_STREAM_MAX_AGE",
            Duration.ofSeconds(3600),
            "Retention in seconds of the JetStream queue helper; not part of the request plane");

    private NatsSettings() {}

    /** Returns all of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(
                SERVER,
                USERNAME,
                PASSWORD,
                TOKEN,
                NKEY,
                CREDENTIALS_FILE,
                CONNECT_TIMEOUT,
                STARTUP_CONNECT_TIMEOUT,
                REQUEST_TIMEOUT,
                MAX_IN_FLIGHT,
                WORKER_POOL_SIZE,
                WORK_QUEUE_SIZE,
                STREAM_MAX_AGE);
    }

    /** Reads 0 as the default, as later versions of the model do (dynamo-manager.md 6.3). */
    private static Setting<Duration> requestTimeout(String variable, Duration defaultValue) {
        String help = "Seconds from hand-over to the acknowledgement; 0: " + defaultValue.toSeconds();
        Setting<Duration> plain = Setting.seconds(variable, defaultValue, help);
        return new Setting<>(
                variable,
                defaultValue,
                text -> {
                    Duration read = plain.parser().apply(text);
                    return read.isZero() ? defaultValue : read;
                },
                help);
    }
}
