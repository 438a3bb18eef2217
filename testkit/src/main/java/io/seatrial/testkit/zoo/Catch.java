package io.seatrial.testkit.zoo;

import io.seatrial.testkit.run.CaseResult;
import io.seatrial.testkit.run.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a mutant.
 *
 * @param mutant the mutant
 * @param results those of the cases that were run against it
 */
public record Catch(Mutant mutant, List<CaseResult> results) {

    /** How well a mutant was found. */
    public enum Outcome {
        /** Its rule found it, with a message from which the bug can be told. */
        KILLED,
        /** Its rule found it, with a message that does not tell the bug. */
        UNTOLD,
        /** Other rules found it, and its own did not. */
        BY_OTHERS,
        /** No rule found it. */
        SURVIVED
    }

    /** Creates a catch. */
    public Catch {
        results = List.copyOf(results);
    }

    /** Returns what each rule that found the mutant said, by the id of the rule. */
    public Map<String, List<String>> killers() {
        return failed().flatMap(result -> result.run().rules().stream().map(rule -> Map.entry(rule.id(), told(result))))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Returns what the mutant's own rule said. */
    public List<String> told() {
        return killers().getOrDefault(mutant.rule(), List.of());
    }

    /** Returns how well the mutant was found. */
    public Outcome outcome() {
        if (told().stream().anyMatch(message -> message.contains(mutant.says()))) {
            return Outcome.KILLED;
        }
        if (!told().isEmpty()) {
            return Outcome.UNTOLD;
        }
        return killers().isEmpty() ? Outcome.SURVIVED : Outcome.BY_OTHERS;
    }

    private Stream<CaseResult> failed() {
        return results.stream().filter(result -> result.verdict() instanceof Verdict.Failed);
    }

    private static String told(CaseResult result) {
        Verdict.Failed failed = (Verdict.Failed) result.verdict();
        return Stream.concat(Stream.of(failed.finding()), failed.further().stream())
                .map(Object::toString)
                .collect(Collectors.joining("; "));
    }
}
