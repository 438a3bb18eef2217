package io.seatrial.manager;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.plane.spi.Setting;
import io.seatrial.plane.spi.Settings;
import io.seatrial.settings.HttpSettings;
import io.seatrial.settings.NatsSettings;
import io.seatrial.settings.RouterSettings;
import io.seatrial.settings.RuntimeSettings;
import io.seatrial.settings.ShutdownSettings;
import io.seatrial.settings.SystemSettings;
import io.seatrial.settings.TcpSettings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The configuration of a network manager, read once from a map of variables (dynamo-manager.md 6.1). Every variable is read in every
 * mode. What does not parse keeps its default and is listed in {@link Settings#problems()}; {@link #STRICT} makes it an error.
 *
 * @param mode the request plane
 * @param profile the behaviour where two differ
 * @param settings the values
 */
public record NetworkConfig(PlaneMode mode, Profile profile, Settings settings) {

    /** The request plane; what cannot be read means TCP. */
    public static final Setting<PlaneMode> REQUEST_PLANE = new Setting<>(
            "DYN_REQUEST_PLANE", PlaneMode.TCP, NetworkConfig::readMode, "Request plane: tcp, http or nats; any case");

    /** The profile. */
    public static final Setting<Profile> PROFILE = new Setting<>(
            "SEATRIAL_PROFILE", Profile.REFERENCE, NetworkConfig::readProfile, "Behaviour: reference or dynamo-1.0");

    /** Whether a variable that cannot be read is an error. */
    public static final Setting<Boolean> STRICT = Setting.flag(
            "SEATRIAL_STRICT_CONFIG", false, "Whether a variable that cannot be read is an error and not a warning");

    /** Creates a configuration. */
    public NetworkConfig {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(settings, "settings");
    }

    /**
     * Reads a configuration.
     *
     * @throws PlaneException.ConfigurationError if {@link #STRICT} is on and a variable cannot be read
     */
    public static NetworkConfig read(Map<String, String> variables) {
        Settings settings = Settings.read(variables, declared());
        if (settings.get(STRICT)) {
            settings.requireReadable();
        }
        return new NetworkConfig(settings.get(REQUEST_PLANE), settings.get(PROFILE), settings);
    }

    /** Returns every setting that a manager reads: those of the three planes of the model, the runtime's, and third parties'. */
    public static List<Setting<?>> declared() {
        Set<Setting<?>> all = new LinkedHashSet<>(List.of(REQUEST_PLANE, PROFILE, STRICT));
        all.addAll(TcpSettings.all());
        all.addAll(HttpSettings.all());
        all.addAll(NatsSettings.all());
        all.addAll(RuntimeSettings.all());
        all.addAll(RouterSettings.all());
        all.addAll(ShutdownSettings.all());
        all.addAll(SystemSettings.all());
        all.addAll(PlaneProviders.load().settings());
        return List.copyOf(all);
    }

    /** Returns a configuration that differs in its mode. */
    public NetworkConfig withMode(PlaneMode newMode) {
        return new NetworkConfig(newMode, profile, settings);
    }

    /** Returns a configuration that differs in its profile. */
    public NetworkConfig withProfile(Profile newProfile) {
        return new NetworkConfig(mode, newProfile, settings);
    }

    /** Returns a configuration that differs in one value. */
    public <T> NetworkConfig with(Setting<T> setting, T value) {
        return new NetworkConfig(mode, profile, settings.with(setting, value));
    }

    private static PlaneMode readMode(String text) {
        String name = text.toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && PlaneProviders.load().has(new PlaneMode(name))) {
            return new PlaneMode(name);
        }
        return asArgument(() -> PlaneMode.parse(text));
    }

    private static Profile readProfile(String text) {
        return asArgument(() -> Profile.parse(text));
    }

    private static <T> T asArgument(Supplier<T> parse) {
        try {
            return parse.get();
        } catch (PlaneException.ConfigurationError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
