package io.seatrial.settings;

import io.seatrial.plane.spi.Setting;
import java.time.Duration;
import java.util.List;

/** The settings of the router, which chooses among the instances of an endpoint. */
public final class RouterSettings {

    /** How long an instance that failed is passed over. */
    public static final Setting<Duration> INHIBITED_DURATION = Setting.seconds(
            "DYN_RUNTIME_INHIBITED_DURATION_SECS",
            Duration.ofSeconds(5),
            "Seconds for which an instance that failed is passed over; 0: not at all");

    /** How often a request may be sent anew. */
    public static final Setting<Integer> MIGRATION_LIMIT = Setting.count(
            "DYN_MIGRATION_LIMIT",
            0,
            0,
            "How often a request whose instance fails is sent anew to another; more than 0 means that it may be run more than once");

    private RouterSettings() {}

    /** Returns all of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(INHIBITED_DURATION, MIGRATION_LIMIT);
    }
}
