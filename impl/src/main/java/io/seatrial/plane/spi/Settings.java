package io.seatrial.plane.spi;

import io.seatrial.plane.PlaneException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of every declared setting, read once from a map of variables. Later changes of the map do not change it
 * (dynamo-manager.md M2).
 */
public final class Settings {

    private final Map<Setting<?>, Object> values;
    private final List<Problem> problems;

    /**
     * A variable whose text could not be read.
     *
     * @param variable its name
     * @param text what it holds
     * @param reason why it cannot be used
     * @param used the default that was taken instead
     */
    public record Problem(String variable, String text, String reason, String used) {
        @Override
        public String toString() {
            return variable + "='" + text + "' ignored: " + reason + "; using " + used;
        }
    }

    private Settings(Map<Setting<?>, Object> values, List<Problem> problems) {
        this.values = values;
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads the declared settings from the variables. What cannot be read keeps its default and is listed in {@link #problems()}.
     */
    public static Settings read(Map<String, String> variables, Collection<Setting<?>> declared) {
        Map<Setting<?>, Object> values = new IdentityHashMap<>();
        List<Problem> problems = new ArrayList<>();
        for (Setting<?> setting : declared) {
            values.put(setting, readOne(setting, variables.get(setting.variable()), problems));
        }
        return new Settings(values, problems);
    }

    private static Object readOne(Setting<?> setting, @Nullable String text, List<Problem> problems) {
        if (text == null) {
            return setting.defaultValue();
        }
        try {
            return setting.parser().apply(text);
        } catch (IllegalArgumentException e) {
            String used = String.valueOf(setting.defaultValue());
            problems.add(new Problem(setting.variable(), text, String.valueOf(e.getMessage()), used));
            return setting.defaultValue();
        }
    }

    /** Returns the value of a setting; the default if it was not among those declared. */
    @SuppressWarnings("unchecked") // readOne and with put only what the setting's own parser or caller gave
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting);
        return value == null ? setting.defaultValue() : (T) value;
    }

    /** Returns a snapshot that differs in one value. For programs; it is not bound to what the text form can say. */
    public <T> Settings with(Setting<T> setting, T value) {
        Map<Setting<?>, Object> changed = new IdentityHashMap<>(values);
        changed.put(setting, Objects.requireNonNull(value, "value"));
        return new Settings(changed, problems);
    }

    /** Returns the variables that could not be read, in the order of declaration. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Returns this snapshot if everything could be read.
     *
     * @throws PlaneException.ConfigurationError naming every variable and value otherwise
     */
    public Settings requireReadable() {
        if (!problems.isEmpty()) {
            throw new PlaneException.ConfigurationError(problems.stream()
                    .map(problem -> problem.variable() + "='" + problem.text() + "': " + problem.reason())
                    .collect(Collectors.joining("; ", "Configuration that cannot be read: ", "")));
        }
        return this;
    }

    /** Returns the values by variable, in the order of the names, for display. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        values.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().variable()))
                .forEach(entry -> map.put(entry.getKey().variable(), entry.getValue()));
        return Collections.unmodifiableMap(map);
    }
}
