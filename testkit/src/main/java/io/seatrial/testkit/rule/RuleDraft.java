package io.seatrial.testkit.rule;

import io.seatrial.plane.PlaneException;
import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.spi.Capability;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The keys of a rule as they were read, before they make a rule. */
final class RuleDraft {

    /** Keys that hold a text. */
    static final List<String> TEXTS = List.of("id", "level", "text", "why", "source", "hint", "untestable");

    /** Keys that hold a list of texts. */
    static final List<String> LISTS = List.of("profiles", "networks", "transports", "needs");

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();
    private final Map<Profile, String> byProfile = new EnumMap<>(Profile.class);

    static List<String> keys() {
        List<String> all = new ArrayList<>(TEXTS);
        all.addAll(LISTS);
        all.add("texts");
        return all;
    }

    RuleDraft copy() {
        RuleDraft copy = new RuleDraft();
        copy.texts.putAll(texts);
        copy.lists.putAll(lists);
        copy.byProfile.putAll(byProfile);
        return copy;
    }

    void text(String keyOrProfile, String value) {
        if (TEXTS.contains(keyOrProfile)) {
            texts.put(keyOrProfile, value);
        } else {
            byProfile.put(profile(keyOrProfile), value);
        }
    }

    void list(String key, List<String> values) {
        lists.put(key, values);
    }

    Rule toRule(String subject) {
        String id = required("id");
        return new Rule(
                id,
                subject,
                level(required("level")),
                set("profiles", RuleDraft::profile),
                networks(),
                set("transports", PlaneMode::new),
                set("needs", Capability::parse),
                textsOf(id),
                required("why"),
                required("source"),
                required("hint"),
                Optional.ofNullable(texts.get("untestable")));
    }

    /** A proxy without faults changes nothing: what can be tried on loopback can be tried through one. */
    private Set<NetworkKind> networks() {
        Set<NetworkKind> networks = set("networks", NetworkKind::parse);
        if (networks.contains(NetworkKind.LOOPBACK)) {
            networks.add(NetworkKind.PROXIED);
        }
        return networks;
    }

    private Map<Profile, String> textsOf(String id) {
        String shared = texts.get("text");
        if (shared == null) {
            return byProfile;
        }
        if (!byProfile.isEmpty()) {
            throw new IllegalArgumentException("rule " + id + " has 'text' and 'texts': expected one of them");
        }
        Map<Profile, String> all = new EnumMap<>(Profile.class);
        set("profiles", RuleDraft::profile).forEach(profile -> all.put(profile, shared));
        return all;
    }

    private String required(String key) {
        String value = texts.get(key);
        if (value == null) {
            throw new IllegalArgumentException(
                    "rule " + texts.getOrDefault("id", "without id") + " lacks '" + key + "'");
        }
        return value;
    }

    private <T> Set<T> set(String key, Function<String, T> parse) {
        Set<T> values = new LinkedHashSet<>();
        for (String label : lists.getOrDefault(key, List.of())) {
            if (!values.add(parse.apply(label))) {
                throw new IllegalArgumentException("'" + label + "' stands twice in '" + key + "'");
            }
        }
        return values;
    }

    private static Level level(String name) {
        return Labels.parse("level", name, Level.values(), Level::name);
    }

    private static Profile profile(String label) {
        try {
            return Profile.parse(label);
        } catch (PlaneException.ConfigurationError e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
