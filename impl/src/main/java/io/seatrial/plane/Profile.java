package io.seatrial.plane;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Which of two behaviours a plane shows where the documented contract and Dynamo 1.0.x differ (design.md, decision 6). */
public enum Profile {
    /** The documented contract with the fixes that later versions adopted. */
    REFERENCE("reference"),

    /** What Dynamo 1.0.x really does, quirks included. */
    DYNAMO_1_0("dynamo-1.0");

    private final String label;

    Profile(String label) {
        this.label = label;
    }

    /** Returns the name that users write and reports show. */
    public String label() {
        return label;
    }

    /** Returns whether this is {@link #REFERENCE}. */
    public boolean isReference() {
        return this == REFERENCE;
    }

    /**
     * Finds a profile by its label.
     *
     * @throws PlaneException.ConfigurationError if there is none, naming those that there are
     */
    public static Profile parse(String label) {
        for (Profile profile : values()) {
            if (profile.label.equals(label)) {
                return profile;
            }
        }
        throw new PlaneException.ConfigurationError("Unknown profile '" + label + "'. Profiles: "
                + Arrays.stream(values()).map(Profile::label).collect(Collectors.joining(", ")));
    }

    @Override
    public String toString() {
        return label;
    }
}
