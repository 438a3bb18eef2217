package io.seatrial.metrics;

import io.micrometer.core.instrument.Tags;
import io.seatrial.plane.EndpointName;
import io.seatrial.plane.PlaneException;
import io.seatrial.plane.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The labels of one endpoint's meters. */
public final class EndpointTags {

    private static final Set<String> RESERVED =
            Set.of(MeterNames.NAMESPACE, MeterNames.COMPONENT, MeterNames.ENDPOINT, MeterNames.ERROR_TYPE);

    private EndpointTags() {}

    /**
     * Returns the labels of an endpoint. The reference takes the names as they are. The model takes the first three levels of the path, so
     * that those of a nested namespace shift, and replaces what a label's name could not hold (dynamo-manager.md 5.10).
     *
     * @param own the labels that the endpoint was given besides
     * @throws PlaneException.ConfigurationError if one of them is a label that meters have anyway
     */
    public static Tags of(EndpointName name, Map<String, String> own, Profile profile) {
        for (String label : own.keySet()) {
            if (RESERVED.contains(label)) {
                throw new PlaneException.ConfigurationError("The metric label '" + label + "' of endpoint " + name
                        + " is set by the runtime; give it another name");
            }
        }
        Tags tags = profile.isReference() ? named(name) : ofModel(name);
        for (Map.Entry<String, String> label : own.entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        return tags;
    }

    private static Tags named(EndpointName name) {
        return Tags.of(
                MeterNames.NAMESPACE,
                name.namespace(),
                MeterNames.COMPONENT,
                name.component(),
                MeterNames.ENDPOINT,
                name.endpoint());
    }

    private static Tags ofModel(EndpointName name) {
        List<String> levels = new ArrayList<>(List.of(name.namespace().split("\\.")));
        levels.add(name.component());
        levels.add(name.endpoint());
        return Tags.of(
                MeterNames.NAMESPACE,
                sanitized(levels.get(0)),
                MeterNames.COMPONENT,
                sanitized(levels.get(1)),
                MeterNames.ENDPOINT,
                sanitized(levels.get(2)));
    }

    private static String sanitized(String value) {
        return value.replaceAll("[^a-zA-Z0-9_]", "_");
    }
}
