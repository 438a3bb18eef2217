package io.seatrial.testkit.spi;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a manager is made from.
 *
 * @param variables the configuration variables, in place of the environment. The same map is handed over that the case holds, so
 *     that a case can change it afterwards
 * @param profile which behaviour to show
 * @param mode the transport; empty if the variables decide
 */
public record ManagerSetup(Map<String, String> variables, Profile profile, Optional<PlaneMode> mode) {

    /** Creates a setup. */
    public ManagerSetup {
        Objects.requireNonNull(variables, "variables");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(mode, "mode");
    }

    /** Creates a setup for a transport, from alternating names and values of variables. */
    public static ManagerSetup of(PlaneMode mode, Profile profile, String... namesAndValues) {
        return new ManagerSetup(variables(namesAndValues), profile, Optional.of(mode));
    }

    /** Returns alternating names and values as a map that can be changed. */
    public static Map<String, String> variables(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("expected name, value, name, value, …");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return variables;
    }

    /** Returns the same setup with variables of its own, which begin as these and are changed. */
    public ManagerSetup withVariables(Consumer<Map<String, String>> change) {
        Map<String, String> own = new LinkedHashMap<>(variables);
        change.accept(own);
        return new ManagerSetup(own, profile, mode);
    }

    /** Returns the variables as they are now; later changes do not reach the copy. */
    public Map<String, String> snapshot() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
