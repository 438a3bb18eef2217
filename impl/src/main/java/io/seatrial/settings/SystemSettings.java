package io.seatrial.settings;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The settings of health, canary and system server (dynamo-manager.md 6.2). An empty variable counts as unset, as in the model. */
public final class SystemSettings {

    /** The largest port that the model's signed 16-bit number can say. */
    private static final int LARGEST_PORT_OF_MODEL = Short.MAX_VALUE;

    /** Port of the system server: negative means that there is none, 0 that the system chooses. */
    public static final Setting<Integer> PORT = unlessEmpty(new Setting<>(
            "DYN_SYSTEM_PORT",
            -1,
            SystemSettings::port,
            "Port of the system server (health, metrics); 0: the system chooses; negative: no server"));

    /** IP literal to bind the system server to. */
    public static final Setting<String> HOST = unlessEmpty(new Setting<>(
            "DYN_SYSTEM_HOST", "127.0.0.1", text -> text, "IP literal that the system server binds, e.g. 0.0.0.0"));

    /** Path of the health page. */
    public static final Setting<String> HEALTH_PATH =
            path("DYN_SYSTEM_HEALTH_PATH", "/health", "Path under which the system server tells the health");

    /** Path of the liveness page. */
    public static final Setting<String> LIVE_PATH =
            path("DYN_SYSTEM_LIVE_PATH", "/live", "Second path of the same page, for liveness probes");

    /** Whether a worker without health targets counts as ready from its start. */
    public static final Setting<Boolean> STARTS_READY = unlessEmpty(new Setting<>(
            "DYN_SYSTEM_STARTING_HEALTH_STATUS",
            false,
            SystemSettings::readiness,
            "Health at the start of a worker without health targets: ready or notready"));

    /** The endpoints that alone decide the health; none means that they do not. */
    public static final Setting<List<String>> DECIDING_ENDPOINTS = unlessEmpty(new Setting<>(
            "DYN_SYSTEM_USE_ENDPOINT_HEALTH_STATUS",
            List.of(),
            SystemSettings::names,
            "Endpoints that alone decide the health, as a list like [\"a\",\"b\"]"));

    /** A switch of the past that changes nothing; a value is reported. */
    public static final Setting<Optional<Boolean>> ENABLED = unlessEmpty(new Setting<>(
            "DYN_SYSTEM_ENABLED",
            Optional.empty(),
            text -> Optional.of(exactly(text)),
            "Deprecated and without effect: the system server is switched by its port"));

    /** Whether canaries are sent; ask {@link #canaryEnabled}, since the profiles read it differently. */
    public static final Setting<String> HEALTH_CHECK_ENABLED = unlessEmpty(new Setting<>(
            "DYN_HEALTH_CHECK_ENABLED",
            "false",
            SystemSettings::switchText,
            "Whether idle endpoints are sent their health payload: true or false (the reference also takes 1 and 0)"));

    /** How long an endpoint is idle before it is sent a canary. */
    public static final Setting<Duration> CANARY_WAIT = unlessEmpty(Setting.seconds(
            "DYN_CANARY_WAIT_TIME",
            Duration.ofSeconds(10),
            "Seconds without a completed stream after which an endpoint is sent a canary"));

    /** Bound on one canary. */
    public static final Setting<Duration> HEALTH_CHECK_REQUEST_TIMEOUT = unlessEmpty(Setting.seconds(
            "DYN_HEALTH_CHECK_REQUEST_TIMEOUT",
            Duration.ofSeconds(3),
            "Seconds in which a canary must get its first item"));

    /** Largest request that the system server reads. */
    public static final Setting<Integer> MAX_REQUEST_SIZE = Setting.count(
            "SEATRIAL_SYSTEM_MAX_REQUEST_SIZE", 1024 * 1024, 0, "Largest request body of the system server in bytes");

    /** Connections to the system server at once. */
    public static final Setting<Integer> MAX_CONNECTIONS = Setting.count(
            "SEATRIAL_SYSTEM_MAX_CONNECTIONS", 64, 1, "Connections to the system server at once; more are closed");

    /** How long a connection may take for the next complete request, and for taking its answer. */
    public static final Setting<Duration> CONNECTION_TIMEOUT = Setting.millis(
            "SEATRIAL_SYSTEM_CONNECTION_TIMEOUT_MS",
            Duration.ofSeconds(30),
            "Milliseconds that a connection to the system server has for a complete request, and for taking the answer");

    /** Bound on what runs behind {@code /engine/}. */
    public static final Setting<Duration> ENGINE_ROUTE_TIMEOUT = Setting.millis(
            "SEATRIAL_ENGINE_ROUTE_TIMEOUT_MS",
            Duration.ofMinutes(10),
            "Milliseconds that a call of an engine route may take");

    private SystemSettings() {}

    /** Returns all of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.of(
                PORT,
                HOST,
                HEALTH_PATH,
                LIVE_PATH,
                STARTS_READY,
                DECIDING_ENDPOINTS,
                ENABLED,
                HEALTH_CHECK_ENABLED,
                CANARY_WAIT,
                HEALTH_CHECK_REQUEST_TIMEOUT,
                MAX_REQUEST_SIZE,
                MAX_CONNECTIONS,
                CONNECTION_TIMEOUT,
                ENGINE_ROUTE_TIMEOUT);
    }

    /** Returns whether canaries are sent. */
    public static boolean canaryEnabled(Settings settings) {
        String text = settings.get(HEALTH_CHECK_ENABLED);
        return text.equals("true") || text.equals("1");
    }

    /**
     * Refuses what the model refuses, where the reference takes it or goes on with the default (dynamo-manager.md 6.2, 210).
     *
     * @throws PlaneException.ConfigurationError in the {@code dynamo-1.0} profile, for a port above 32767, a switch that is not exactly
     *     {@code true} or {@code false}, or a variable of these that could not be read
     */
    public static void requireAcceptable(Settings settings, Profile profile) {
        if (profile.isReference()) {
            return;
        }
        for (Settings.Problem problem : settings.problems()) {
            if (all().stream().anyMatch(ours -> ours.variable().equals(problem.variable()))) {
                throw new PlaneException.ConfigurationError(
                        problem.variable() + "='" + problem.text() + "': " + problem.reason());
            }
        }
        int port = settings.get(PORT);
        if (port > LARGEST_PORT_OF_MODEL) {
            throw new PlaneException.ConfigurationError("invalid value unsigned int `" + port
                    + "`, expected i16 for key \"SYSTEM_PORT\" in `DYN_SYSTEM_` environment variable(s)");
        }
        String canary = settings.get(HEALTH_CHECK_ENABLED);
        if (!canary.equals("true") && !canary.equals("false")) {
            throw new PlaneException.ConfigurationError(
                    HEALTH_CHECK_ENABLED.variable() + "='" + canary + "' must be exactly 'true' or 'false'");
        }
    }

    /** Returns the setting that takes an empty text for none, which is how the runtime's configuration is layered (6.2). */
    static <T> Setting<T> unlessEmpty(Setting<T> setting) {
        return new Setting<>(
                setting.variable(),
                setting.defaultValue(),
                text -> text.isEmpty()
                        ? setting.defaultValue()
                        : setting.parser().apply(text),
                setting.help());
    }

    private static Setting<String> path(String variable, String defaultValue, String help) {
        return unlessEmpty(new Setting<>(
                variable,
                defaultValue,
                text -> {
                    if (!text.startsWith("/")) {
                        throw new IllegalArgumentException("expected a path that starts with '/'");
                    }
                    return text;
                },
                help));
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port <= 65_535) {
                return Math.max(port, -1);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("expected a port from 0 to 65535, or -1 for none", e);
        }
        throw new IllegalArgumentException("expected a port from 0 to 65535, or -1 for none");
    }

    private static boolean readiness(String text) {
        return switch (text) {
            case "ready" -> true;
            case "notready" -> false;
            default -> throw new IllegalArgumentException("expected exactly 'ready' or 'notready'");
        };
    }

    private static boolean exactly(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected exactly 'true' or 'false'");
        };
    }

    private static String switchText(String text) {
        return switch (text) {
            case "true", "false", "1", "0" -> text;
            default -> throw new IllegalArgumentException("expected 'true' or 'false'");
        };
    }

    private static List<String> names(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new IllegalArgumentException("expected a list like [\"a\",\"b\"]");
        }
        return Arrays.stream(text.substring(1, text.length() - 1).split(","))
                .map(SystemSettings::unquoted)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableList());
    }

    private static String unquoted(String item) {
        String name = item.strip();
        boolean quoted = name.length() >= 2 && name.startsWith("\"") && name.endsWith("\"");
        return quoted ? name.substring(1, name.length() - 1) : name;
    }
}
