package io.seatrial.settings;

import io.seatrial.plane.spi.Setting;
import java.time.Duration;
import java.util.List;

/**
 * The bounds on a worker's way down, and on its store (dynamo-manager.md 5.8). The bound on the drain is
 * {@link RuntimeSettings#DRAIN_TIMEOUT}, since a server drains with it too.
 */
public final class ShutdownSettings {

    /** From the withdrawal of the instances until their handlers go; a negative number is none. */
    public static final Setting<Duration> GRACE_PERIOD = SystemSettings.unlessEmpty(new Setting<>(
            "DYN_GRACEFUL_SHUTDOWN_GRACE_PERIOD_SECS",
            Duration.ofSeconds(5),
            ShutdownSettings::seconds,
            "Seconds in which a worker that was withdrawn from discovery still accepts requests; negative: none"));

    /** From Phase 1 until the process is ended with status 143. */
    public static final Setting<Duration> EXIT_LIMIT = SystemSettings.unlessEmpty(Setting.seconds(
            "DYN_WORKER_GRACEFUL_SHUTDOWN_TIMEOUT",
            Duration.ofSeconds(30),
            "Seconds from the end of accepting requests until a program that has not ended is ended with status 143"));

    /** For starts of endpoints that are under way when the shutdown begins. */
    public static final Setting<Duration> STARTS_TIMEOUT = Setting.millis(
            "SEATRIAL_SHUTDOWN_STARTS_TIMEOUT_MS",
            Duration.ofSeconds(30),
            "Milliseconds that a shutdown waits for starts of endpoints under way; they undo themselves");

    /** For the discovery store to publish or withdraw one instance. */
    public static final Setting<Duration> DISCOVERY_TIMEOUT = Setting.millis(
            "SEATRIAL_DISCOVERY_TIMEOUT_MS",
            Duration.ofSeconds(10),
            "Milliseconds in which the discovery store must publish or withdraw an instance");

    /** To close one connection to a back-end service. */
    public static final Setting<Duration> DISCONNECT_TIMEOUT = Setting.millis(
            "SEATRIAL_DISCONNECT_TIMEOUT_MS",
            Duration.ofSeconds(10),
            "Milliseconds at shutdown to close one connection to a service that the worker uses");

    private ShutdownSettings() {}

    /** Returns all of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(GRACE_PERIOD, EXIT_LIMIT, STARTS_TIMEOUT, DISCOVERY_TIMEOUT, DISCONNECT_TIMEOUT);
    }

    private static Duration seconds(String text) {
        try {
            return Duration.ofSeconds(Math.max(0, Integer.parseInt(text)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a whole number of seconds", e);
        }
    }
}
