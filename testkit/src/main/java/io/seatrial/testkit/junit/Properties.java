package io.seatrial.testkit.junit;

import io.seatrial.plane.PlaneMode;
import io.seatrial.plane.Profile;
import io.seatrial.testkit.network.NetworkKind;
import io.seatrial.testkit.rule.Labels;
import io.seatrial.testkit.run.Selection;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a run is told from outside: the same test class serves one rule at a desk and all of them in CI. */
final class Properties {

    static final String RULES = "seatrial.rules";
    static final String EXCLUDE = "seatrial.exclude";
    static final String NETWORKS = "seatrial.networks";
    static final String PROFILES = "seatrial.profiles";
    static final String TRANSPORTS = "seatrial.transports";
    static final String SEED = "seatrial.seed";
    static final String INCONCLUSIVE = "seatrial.inconclusive";
    static final String REPORT = "seatrial.report";

    private final Function<String, @Nullable String> values;

    /** Creates a view of some properties. */
    Properties(Function<String, @Nullable String> values) {
        this.values = values;
    }

    /** Returns the selection, narrowed or widened by what is set. */
    Selection over(Selection selection) {
        return new Selection(
                list(RULES).orElse(selection.rules()),
                list(EXCLUDE).orElse(selection.exclude()),
                set(PROFILES, Profile::parse, selection.profiles()),
                set(NETWORKS, NetworkKind::parse, selection.networks()),
                set(TRANSPORTS, PlaneMode::new, selection.transports()));
    }

    /** Returns the seed. */
    long seed(long otherwise) {
        return value(SEED)
                .map(text -> {
                    try {
                        return Long.parseLong(text);
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException(SEED + " is '" + text + "', expected a whole number", e);
                    }
                })
                .orElse(otherwise);
    }

    /** Returns whether a case that the machine left undecided fails. */
    boolean inconclusiveFails() {
        return value(INCONCLUSIVE)
                .map(text -> Labels.parse(INCONCLUSIVE, text, new String[] {"abort", "fail"}, label -> label))
                .filter("fail"::equals)
                .isPresent();
    }

    /** Returns where to write reports, if somebody wants them. */
    Optional<Path> report() {
        return value(REPORT).map(Path::of);
    }

    private <T> Set<T> set(String name, Function<String, T> parse, Set<T> otherwise) {
        Optional<List<String>> words = list(name);
        if (words.isEmpty()) {
            return otherwise;
        }
        Set<T> parsed = new LinkedHashSet<>();
        words.get().forEach(word -> parsed.add(parse.apply(word)));
        return parsed;
    }

    private Optional<List<String>> list(String name) {
        return value(name).map(text -> List.of(text.strip().split("\\s*,\\s*")));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(values.apply(name)).filter(text -> !text.isBlank());
    }
}
