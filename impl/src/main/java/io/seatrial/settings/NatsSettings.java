package io.seatrial.settings;

import io.seatrial.plane.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of the NATS request plane (dynamo-manager.md 6.1). */
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

    /** Retention of the model's JetStream queue helper. */
    public static final Setting<Duration> STREAM_MAX_AGE = Setting.seconds(
            "DYN_NATS_STREAM_MAX_AGE",
            Duration.ofSeconds(3600),
            "Retention in seconds of the JetStream queue helper; not part of the request plane");

    private NatsSettings() {}

    /** Returns all of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(SERVER, USERNAME, PASSWORD, TOKEN, NKEY, CREDENTIALS_FILE, STREAM_MAX_AGE);
    }
}
