package io.seatrial.testkit.rule;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.spi.Capability;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One thing that a request plane promises. Rules are data; an id never changes its meaning.
 *
 * @param id e.g. {@code SHARED-03}
 * @param subject the heading it stands under
 * @param level how binding it is
 * @param profiles the profiles in which it holds
 * @param networks the networks on which it can be tried
 * @param transports the transports of which it speaks
 * @param needs what an implementation must have for the rule to say anything about it
 * @param texts the rule in one sentence, for each of its profiles
 * @param why why it matters, with the issue or source that taught it
 * @param source where it comes from
 * @param hint what to check if it fails
 * @param untestable why there is no case for it, if there cannot be one
 */
public record Rule(
        String id,
        String subject,
        Level level,
        Set<Profile> profiles,
        Set<NetworkKind> networks,
        Set<PlaneMode> transports,
        Set<Capability> needs,
        Map<Profile, String> texts,
        String why,
        String source,
        String hint,
        Optional<String> untestable) {

    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)*-[0-9]{2,}");

    /**
     * Creates a rule.
     *
     * @throws IllegalArgumentException if the id has another form than {@code SUBJECT-01}, if there is no profile, network or
     *     transport, or if a profile has no text
     */
    public Rule {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "'" + id + "' is no rule id: expected capitals and a number, as in SHARED-03");
        }
        Objects.requireNonNull(level, "level");
        profiles = ordered(profiles, id, "profile");
        networks = ordered(networks, id, "network");
        transports = ordered(transports, id, "transport");
        needs = Collections.unmodifiableSet(new LinkedHashSet<>(needs));
        Map<Profile, String> byProfile = new EnumMap<>(Profile.class);
        byProfile.putAll(texts);
        texts = Collections.unmodifiableMap(byProfile);
        if (!texts.keySet().equals(profiles)) {
            throw new IllegalArgumentException(
                    "rule " + id + " holds in " + profiles + " but has texts for " + texts.keySet());
        }
    }

    private static <T> Set<T> ordered(Set<T> values, String id, String what) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("rule " + id + " names no " + what);
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    /** Returns whether a case can try it. */
    public boolean testable() {
        return untestable.isEmpty();
    }

    /**
     * Returns the rule in one sentence, as it is in a profile.
     *
     * @throws IllegalArgumentException if the rule does not hold in the profile
     */
    public String text(Profile profile) {
        String text = texts.get(profile);
        if (text == null) {
            throw new IllegalArgumentException("rule " + id + " does not hold in " + profile);
        }
        return text;
    }

    /** Returns the texts without repetition: one if all profiles share it. */
    public List<String> distinctTexts() {
        return texts.values().stream().distinct().toList();
    }

    @Override
    public String toString() {
        return id;
    }
}
